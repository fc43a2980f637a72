using Forum.Tests.Support;


namespace Forum.Tests.Architecture;

/// <summary>The hand-written source files of the checkout.</summary>
internal static class Sources
{
    public static readonly string[] Projects = ["Forum.Core", "Forum.Web", "Forum.Tests"];

    /// <summary>The files with one of these extensions, by their path from the root with forward slashes.</summary>
    /// <exception cref="InvalidOperationException">There are none: any rule would hold for them.</exception>
    public static IReadOnlyList<(string Path, string[] Lines)> With(params string[] endings)
    {
        IReadOnlyList<(string Path, string[] Lines)> found = [.. Projects.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Checkout.Root, project), "*", SearchOption.AllDirectories))
            .Select(file => (File: file, Path: Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')))
            .Where(source => endings.Any(ending => source.Path.EndsWith(ending, StringComparison.Ordinal)) && !IsMade(source.Path))
            .OrderBy(source => source.Path, StringComparer.Ordinal)
            .Select(source => (source.Path, File.ReadAllLines(source.File)))];
        return found.Count > 0 ? found : throw new InvalidOperationException($"There is no file with {string.Join(" or ", endings)}.");
    }

    /// <summary>Matching lines as a readable list: path, line number, line. Comments don't count.</summary>
    public static IReadOnlyList<string> LinesWhere(Func<string, string, bool> matches, params string[] endings) =>
        [.. With(endings).SelectMany(source => source.Lines
            .Select((line, i) => (line, number: i + 1))
            .Where(at => !at.line.TrimStart().StartsWith("//", StringComparison.Ordinal) && matches(source.Path, at.line))
            .Select(at => $"{source.Path}:{at.number}: {at.line.Trim()}"))];

    /// <summary>Fails and lists all of them: the usual assertion shows only the beginning of the first.</summary>
    public static void AssertNone(IEnumerable<string?> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static bool IsMade(string path) =>
        path.Contains("/bin/", StringComparison.Ordinal) || path.Contains("/obj/", StringComparison.Ordinal)
        || path.Contains("/Migrations/", StringComparison.Ordinal);
}
