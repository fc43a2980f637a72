using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Forum.Core.Accounts;

/// <summary>
/// Turns text into the form in which look-alikes are equal: UTS #39 section 4, with case folded first. The table holds Unicode's own
/// case folding, so neither the culture of the thread nor the ICU of the machine decides which names clash.
/// </summary>
internal static class NameSkeleton
{
    private const char DotAbove = '\u0307';

    private static readonly Lazy<FrozenDictionary<int, string>> Prototypes = new(() => AccountData.Lines("name-skeleton.txt")
        .SelectMany(Entries)
        .ToFrozenDictionary(entry => entry.Source, entry => entry.Target));

    /// <summary>The skeleton of a well-formed text. Applied again it changes nothing.</summary>
    public static string Of(string wellFormed)
    {
        var skeleton = Once(wellFormed);

        // A prototype may come to stand beside a mark that changes places with its own; a second time settles it.
        for (var again = Once(skeleton); again != skeleton; again = Once(skeleton))
            skeleton = again;
        return skeleton;
    }

    private static string Once(string wellFormed)
    {
        var mapped = new StringBuilder(wellFormed.Length);
        foreach (var character in wellFormed.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            mapped.Append(Prototypes.Value.TryGetValue(character.Value, out var prototype) ? prototype : character.ToString());
        return WithoutSecondDots(mapped.ToString().Normalize(NormalizationForm.FormD));
    }

    /// <summary>
    /// A dot over a dotted letter cannot be seen, and without it the Turkish capital İ, which decomposes to I and a dot, equals i, I and ı:
    /// one name may then be typed on a Turkish and on an English keyboard.
    /// </summary>
    private static string WithoutSecondDots(string decomposed)
    {
        var kept = new StringBuilder(decomposed.Length);
        foreach (var unit in decomposed)
        {
            if (unit != DotAbove || kept.Length == 0 || kept[^1] is not ('i' or 'j'))
                kept.Append(unit);
        }

        return kept.ToString();
    }

    private static IEnumerable<(int Source, string Target)> Entries(string line)
    {
        var sides = line.Split(": ");
        var target = string.Concat(CodePoints(sides[0]).Select(char.ConvertFromUtf32));
        return CodePoints(sides[1]).Select(source => (source, target));
    }

    private static IEnumerable<int> CodePoints(string hexadecimal) =>
        hexadecimal.Split(' ').Select(digits => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
