using System.Globalization;
using System.Text;

namespace Forum.Core.Text;

/// <summary>Turns titles and names into slugs for URLs.</summary>
public static class Slugs
{
    /// <summary>The maximum length of a slug, in characters.</summary>
    public const int MaxLength = 60;

    /// <summary>
    /// Lowercase letters and digits of any script, everything else as single hyphens, truncated at a word.
    /// </summary>
    /// <param name="text">A title or a name.</param>
    /// <param name="otherwise">The fallback if nothing in the text can be part of a slug.</param>
    public static string From(string text, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder();
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (slug.Length > 0 && slug[^1] != '-' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                slug.Append(Rune.ToLowerInvariant(rune));
            else if (slug.Length > 0 && slug[^1] != '-' && rune.Value is not '\'' and not '’')
                slug.Append('-');
        }

        var cut = Cut(slug.ToString());
        return cut.Length > 0 ? cut : otherwise;
    }

    // What the runtime refuses to normalize: lone surrogates and one noncharacter.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes()).Replace('\uFFFE', '\uFFFD');

    private static string Cut(string slug)
    {
        if (slug.Length > MaxLength)
        {
            var end = slug.LastIndexOf('-', MaxLength);
            slug = end > MaxLength / 2 ? slug[..end] : ShownText.Beginning(slug, MaxLength);
        }

        return slug.Trim('-');
    }
}
