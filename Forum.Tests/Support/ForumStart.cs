namespace Forum.Tests.Support;

/// <summary>How to start the forum as its own process.</summary>
public sealed record ForumStart
{
    /// <summary>The program: the one that was built with the tests, unless a test publishes its own.</summary>
    public string Program { get; init; } = typeof(Program).Assembly.Location;

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables added to the tests' own; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string WorkingDirectory { get; init; } = Path.GetTempPath();
}
