using System.Reflection;

namespace Forum.Core.Text;

/// <summary>
/// Reads the data files of <c>Accounts/Data</c>, which are embedded in the assembly. See <c>docs/dependencies.md</c>.
/// </summary>
internal static class AccountData
{
    /// <summary>
    /// The lines of a data file without its comments. Throws if the file isn't embedded, which means the build is
    /// broken.
    /// </summary>
    public static IEnumerable<string> Lines(string fileName)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"Forum.Core.Text.Data.{fileName}")
            ?? throw new InvalidOperationException($"The data file {fileName} isn't embedded in {assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line;
        }
    }
}
