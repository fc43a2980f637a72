using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Forum.Core.Text;

/// <summary>
/// Maps text to the form in which look-alikes are equal: UTS #39 section 4, after case folding. The table contains
/// Unicode's own case folding, so neither the thread's culture nor the machine's ICU decides which names clash.
/// </summary>
internal static class NameSkeleton
{
    private const char DotAbove = '\u0307';

    private static readonly Lazy<FrozenDictionary<int, string>> Prototypes = new(() => AccountData.Lines("name-skeleton.txt")
        .SelectMany(Entries)
        .ToFrozenDictionary(entry => entry.Source, entry => entry.Target));

    /// <summary>The skeleton of a well-formed text. Idempotent.</summary>
    public static string Of(string wellFormed)
    {
        var skeleton = Once(wellFormed);

        // A prototype may end up next to a mark that is reordered with its own; a second pass settles it.
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
    /// A dot above a dotted letter is invisible. Without it the Turkish capital İ, which decomposes to I and a dot,
    /// equals i, I and ı, so the same name can be typed on Turkish and English keyboards.
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
