using System.Reflection;

namespace Forum.Tests.Support;

/// <summary>
/// A permission table as text: each line has an action, a place, and the result for each of the six roles. An asterisk
/// means every place that no other line for the same action names.
/// </summary>
public sealed class PermissionTable
{
    private readonly Dictionary<(string What, string Where), string[]> _rows = [];

    public PermissionTable(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var cells = parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal((line, 6), (line, cells.Length));
            foreach (var where in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                _rows.Add((parts[0], where), cells);
        }
    }

    /// <summary>The classes that ask the core for each viewer.</summary>
    public static IEnumerable<Type> Tests => typeof(PermissionTable).Assembly.GetTypes().Where(static type => type.Name.EndsWith("PermissionsTests", StringComparison.Ordinal));

    /// <summary>The actions in the table.</summary>
    public IEnumerable<string> Things => _rows.Keys.Select(row => row.What).Distinct();

    /// <summary>The tables of those classes.</summary>
    public static IEnumerable<PermissionTable> InTests() => Tests
        .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(static field => field.FieldType == typeof(PermissionTable)).Select(static field => (PermissionTable)field.GetValue(null)!);

    /// <summary>Fails with every cell that differs from its table.</summary>
    public static void IsHeld(IReadOnlyCollection<string> wrong)
    {
        if (wrong.Count > 0)
            Assert.Fail(string.Join('\n', wrong));
    }

    /// <summary>The results for the six roles.</summary>
    public string[] Row(string what, PlaceKind where) => _rows.GetValueOrDefault((what, where.ToString().ToLowerInvariant())) ?? _rows[(what, "*")];
}
