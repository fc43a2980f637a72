namespace Forum.Tests.Support;

/// <summary>
/// A table of permissions as text: on each line what is tried, where, and what each of the six gets. A star stands for every place
/// that no other line of the same thing names.
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

    /// <summary>What the table speaks of.</summary>
    public IEnumerable<string> Things => _rows.Keys.Select(row => row.What).Distinct();

    /// <summary>Fails with every cell that is otherwise than its table says.</summary>
    public static void IsHeld(IReadOnlyCollection<string> wrong)
    {
        if (wrong.Count > 0)
            Assert.Fail(string.Join('\n', wrong));
    }

    /// <summary>What each of the six gets.</summary>
    public string[] Row(string what, PlaceKind where) => _rows.GetValueOrDefault((what, where.ToString().ToLowerInvariant())) ?? _rows[(what, "*")];
}
