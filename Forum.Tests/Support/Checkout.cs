namespace Forum.Tests.Support;

/// <summary>The working copy that the tests were built from.</summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The results of a test run for people to look at; ignored by git.</summary>
    public static string TestResults => Path.Combine(Root, "TestResults");

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Forum.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException($"No Forum.sln above {AppContext.BaseDirectory}.");
    }
}
