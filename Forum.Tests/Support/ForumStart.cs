namespace Forum.Tests.Support;

/// <summary>How to start the forum as a process of its own.</summary>
public sealed record ForumStart
{
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to what the tests run with; null takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string WorkingDirectory { get; init; } = Path.GetTempPath();
}
