using System.Globalization;
using System.Net;
using System.Text;

namespace Forum.Core.Text;

/// <summary>
/// Text as people see it. A character here is a grapheme cluster (UAX #29): an emoji of several code points is one, and
/// so is a letter with its marks.
/// </summary>
public static class ShownText
{
    /// <summary>
    /// The maximum number of UTF-16 units in a title or name, however few characters are visible: the length of a
    /// character has no limit.
    /// </summary>
    public const int MaxUnits = 500;

    private const int LongestEntity = 12;

    /// <summary>The number of visible characters; characters without a shape don't count.</summary>
    /// <param name="text">Plain text.</param>
    public static int CountVisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            if (HoldsVisible(rest[..length]))
                count++;
            rest = rest[length..];
        }

        return count;
    }

    /// <summary>
    /// Whether a text has more than the given number of characters, or more than <see cref="MaxUnits"/> UTF-16 units.
    /// </summary>
    /// <param name="text">Plain text.</param>
    /// <param name="maxCharacters">The maximum number of characters.</param>
    public static bool IsLongerThan(string text, int maxCharacters)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Math.Max(MaxUnits, maxCharacters))
            return true;
        return text.Length > maxCharacters && Count(text) > maxCharacters;
    }

    /// <summary>The number of characters, including those without a shape.</summary>
    /// <param name="text">Plain text.</param>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty; count++)
            rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        return count;
    }

    /// <summary>The beginning of a text, cut between two characters.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="maxUnits">The maximum number of UTF-16 units.</param>
    /// <returns>The whole text if it's short enough; empty if even the first character is too long.</returns>
    public static string Beginning(string text, int maxUnits)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= maxUnits)
            return text;
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text.AsSpan(end)) is var next && next <= maxUnits)
            end = next;
        return text[..end];
    }

    /// <summary>Whether any of a text is visible: a link made only of zero-width marks couldn't be found.</summary>
    /// <param name="text">Plain text.</param>
    public static bool IsVisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return HoldsVisible(text);
    }

    /// <summary>
    /// Whether any of a rendered text is visible: a visible character, an image, a line or a checkbox. Markup without
    /// content, such as an empty list or an unreferenced footnote, isn't.
    /// </summary>
    /// <param name="html">The rendered HTML.</param>
    public static bool IsVisibleHtml(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '<')
            {
                if (rest.StartsWith("<img ") || rest.StartsWith("<hr ") || rest.StartsWith("<input "))
                    return true;
                rest = rest[EndOfTag(rest)..];
                continue;
            }

            var end = rest.IndexOf('<');
            var text = end < 0 ? rest : rest[..end];
            if (HoldsVisibleEncoded(text))
                return true;
            rest = rest[text.Length..];
        }

        return false;
    }

    /// <summary>
    /// Whether a character has a shape. Spaces don't, and neither do characters that Unicode ignores by default
    /// (DerivedCoreProperties).
    /// </summary>
    internal static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && !IsIgnored(rune.Value) && !IsBlank(rune.Value);

    private static bool IsIgnored(int rune) => rune is 0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFEFF or 0xFFA0
        or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
        or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFFF0 and <= 0xFFF8) or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A)
        or (>= 0xE0000 and <= 0xE0FFF);

    // The blank Braille pattern, the null notehead, and the blanks of hieroglyphs and Khitan.
    private static bool IsBlank(int rune) => rune is 0x2800 or 0x1D159 or 0x13441 or 0x13442 or 0x16FE4;

    private static bool HoldsVisible(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune))
                return true;
        }

        return false;
    }

    private static bool HoldsVisibleEncoded(ReadOnlySpan<char> text)
    {
        for (var and = text.IndexOf('&'); and >= 0; and = text.IndexOf('&'))
        {
            if (HoldsVisible(text[..and]))
                return true;
            var length = text[and..].IndexOf(';') + 1;
            if (length is 0 or > LongestEntity || HoldsVisible(WebUtility.HtmlDecode(text.Slice(and, length).ToString())))
                return true;
            text = text[(and + length)..];
        }

        return HoldsVisible(text);
    }

    // The renderer escapes > in attribute values, but quoted values are skipped anyway.
    private static int EndOfTag(ReadOnlySpan<char> html)
    {
        var isQuoted = false;
        for (var i = 0; i < html.Length; i++)
        {
            if (html[i] == '"')
                isQuoted = !isQuoted;
            else if (html[i] == '>' && !isQuoted)
                return i + 1;
        }

        return html.Length;
    }
}
