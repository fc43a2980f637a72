using System.Globalization;
using System.Text;

namespace Forum.Core.Accounts;

/// <summary>
/// The letters, marks and digits a member name may hold, and the scripts each is written in (Unicode 15.0, UAX #24 and UTS #39 section 5.1).
/// Characters that Unicode added later are refused until the table is renewed: their look-alikes are not known here either.
/// </summary>
internal sealed class NameCharacters
{
    /// <summary>Stands in the table for characters that go with every script: digits, most marks.</summary>
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

    /// <summary>The table, read on first use (8 KB).</summary>
    public static NameCharacters Table => Lazily.Value;

    /// <summary>Whether the character is a letter, mark or digit of the table. Punctuation is not in it.</summary>
    public bool Holds(Rune character) => IndexOf(character) >= 0;

    /// <summary>
    /// Whether one script, or one East Asian mixture with or without Latin, can write all the characters: the "highly restrictive"
    /// level of UTS #39 section 5.2. Characters outside the table count as fitting everywhere.
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
