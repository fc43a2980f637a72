using System.Globalization;
using System.Text;

namespace Forum.Core.Text;

/// <summary>
/// The letters, marks and digits that member names can contain, and the scripts of each (Unicode 15.0, UAX #24 and UTS
/// #39 section 5.1). Characters added to Unicode later are refused until the table is updated, because their
/// look-alikes aren't known here either.
/// </summary>
internal sealed class NameCharacters
{
    /// <summary>Marks characters in the table that go with every script: digits and most combining marks.</summary>
    private const string AnyScript = "Zyyy";

    private static readonly Lazy<NameCharacters> Lazily = new(() => new NameCharacters(AccountData.Lines("name-scripts.txt")));

    private readonly int[] _first;
    private readonly int[] _last;
    private readonly string[][] _scripts;

    private NameCharacters(IEnumerable<string> lines)
    {
        var ranges = lines.SelectMany(Ranges).OrderBy(range => range.First).ToArray();
        _first = [.. ranges.Select(range => range.First)];
        _last = [.. ranges.Select(range => range.Last)];
        _scripts = [.. ranges.Select(range => range.Scripts)];
    }

    /// <summary>The table, loaded on first use (8 KB).</summary>
    public static NameCharacters Table => Lazily.Value;

    /// <summary>Whether the character is a letter, mark or digit in the table. Punctuation is not in it.</summary>
    public bool Holds(Rune character) => IndexOf(character) >= 0;

    /// <summary>
    /// Whether all characters fit one script, or one East Asian mix with or without Latin: the "highly restrictive"
    /// level of UTS #39 section 5.2. Characters outside the table are ignored.
    /// </summary>
    public bool ShareAScript(IEnumerable<Rune> characters)
    {
        HashSet<string>? common = null;
        foreach (var scripts in characters.Select(IndexOf).Where(index => index >= 0).Select(index => _scripts[index]))
        {
            if (scripts.Contains(AnyScript))
                continue;
            if (common is null)
                common = [.. scripts];
            else
                common.IntersectWith(scripts);
        }

        return common is not { Count: 0 };
    }

    private int IndexOf(Rune character)
    {
        var index = Array.BinarySearch(_first, character.Value);
        index = index >= 0 ? index : ~index - 1;
        return index >= 0 && character.Value <= _last[index] ? index : -1;
    }

    private static IEnumerable<(int First, int Last, string[] Scripts)> Ranges(string line)
    {
        var (names, ranges) = (line.Split(": ")[0], line.Split(": ")[1]);
        var scripts = names.Split(' ');
        foreach (var range in ranges.Split(' '))
        {
            var ends = range.Split('-');
            yield return (Hexadecimal(ends[0]), Hexadecimal(ends[^1]), scripts);
        }
    }

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
