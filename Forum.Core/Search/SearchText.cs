using System.Net;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// What the search knows of a post: its plain text on one line, made of the HTML that the renderer has made. Left out is what the
/// author has not said (quotations, which are found where they were said first) and what a spoiler hides, since it would be read in the results.
/// </summary>
internal static class SearchText
{
    /// <summary>The version of the text that is made here: when it moves, all posts are taken into the index again.</summary>
    public const int Version = 1;

    /// <summary>
    /// Put between the characters of a script that has no spaces, so that each is a word and a word of several is a
    /// phrase. It has no width, and is taken out again before anyone sees the text.
    /// </summary>
    public const char Seam = '\u200B';

    private static readonly HashSet<string> Inline = new(["a", "em", "strong", "del", "span", "code", "sup"], StringComparer.Ordinal);

    /// <summary>The plain text of a post.</summary>
    /// <param name="html">What <see cref="Posts.PostText"/> has made.</param>
    public static string From(string html)
    {
        var line = new Line(html.Length);
        var (at, hiddenBy, depth) = (0, "", 0);
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            var end = open < 0 ? html.Length : open;
            if (depth == 0)
                line.Add(html.AsSpan(at, end - at));
            if (open < 0)
                break;

            var tag = html.AsSpan(open, EndOfTag(html, open) - open);
            at = open + tag.Length;
            var (name, isEnd) = NameOf(tag);
            if (depth > 0)
            {
                depth += name != hiddenBy || tag.EndsWith("/>") ? 0 : isEnd ? -1 : 1;
                continue;
            }

            if (!Inline.Contains(name))
                line.Break();
            if (name == "img")
                line.Add(Alternative(tag));
            (hiddenBy, depth) = HiddenBy(name, isEnd, tag);
        }

        return Seamed(line.ToString());
    }

    /// <summary>A title or what someone looks for, in the words that the index knows.</summary>
    /// <param name="text">Plain text.</param>
    public static string Seamed(string text)
    {
        var firstAt = text.AsSpan().IndexOfAnyInRange('\u0E01', '\uFFFF');
        if (firstAt < 0)
            return text;
        var seamed = new StringBuilder(text, 0, firstAt, text.Length * 2);
        var wasApart = false;
        foreach (var rune in text.AsSpan(firstAt).EnumerateRunes())
        {
            var isApart = StandsApart(rune.Value);
            if (isApart && wasApart && !IsMark(rune))
                seamed.Append(Seam);
            seamed.Append(rune);
            wasApart = isApart;
        }

        return seamed.ToString();
    }

    private static (string HiddenBy, int Depth) HiddenBy(string name, bool isEnd, ReadOnlySpan<char> tag)
    {
        if (name == "blockquote" && !isEnd)
            return (name, 1);

        // The title of a spoiler stands open, what follows it until the end does not.
        if (name == "summary" && isEnd)
            return ("details", 1);
        var isHidden = !isEnd && (tag.StartsWith("<span class=\"spoiler\"") || tag.StartsWith("<sup class=\"footnote-ref\"") || tag.StartsWith("<a class=\"footnote-back\""));
        return isHidden ? (name, 1) : ("", 0);
    }

    // The renderer escapes the sign in values, but a value is read as one all the same.
    private static int EndOfTag(string html, int open)
    {
        var isQuoted = false;
        for (var i = open; i < html.Length; i++)
        {
            if (html[i] == '"')
                isQuoted = !isQuoted;
            else if (html[i] == '>' && !isQuoted)
                return i + 1;
        }

        return html.Length;
    }

    private static (string Name, bool IsEnd) NameOf(ReadOnlySpan<char> tag)
    {
        var isEnd = tag.Length > 1 && tag[1] == '/';
        var rest = tag[(isEnd ? 2 : 1)..];
        var length = 0;
        while (length < rest.Length && char.IsAsciiLetterOrDigit(rest[length]))
            length++;
        return (rest[..length].ToString(), isEnd);
    }

    private static ReadOnlySpan<char> Alternative(ReadOnlySpan<char> tag)
    {
        const string Attribute = " alt=\"";
        var at = tag.IndexOf(Attribute);
        if (at < 0)
            return default;
        var value = tag[(at + Attribute.Length)..];
        var end = value.IndexOf('"');
        return end < 0 ? default : value[..end];
    }

    // Thai, Lao, Burmese and Khmer, kana, and the characters of Chinese and Japanese.
    private static bool StandsApart(int rune) => rune is (>= 0x0E01 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Puts text together on one line. Control characters are left out.</summary>
    private sealed class Line(int length)
    {
        private readonly StringBuilder _text = new(length);
        private bool _spaceIsDue;

        public void Break() => _spaceIsDue = true;

        public void Add(ReadOnlySpan<char> escaped)
        {
            foreach (var c in escaped.Contains('&') ? WebUtility.HtmlDecode(escaped.ToString()) : escaped)
            {
                if (char.IsWhiteSpace(c) || char.IsControl(c))
                {
                    _spaceIsDue = true;
                    continue;
                }

                if (_spaceIsDue && _text.Length > 0)
                    _text.Append(' ');
                _spaceIsDue = false;
                _text.Append(c);
            }
        }

        public override string ToString() => _text.ToString();
    }
}
