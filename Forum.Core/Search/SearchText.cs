using System.Net;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// The searchable text of a post: plain text on one line, from the rendered HTML. Leaves out what the author didn't
/// write (quotes, which are found where they were first written) and hidden spoilers, because results would reveal
/// them.
/// </summary>
internal static class SearchText
{
    /// <summary>The version of the searchable text: when it changes, all posts are indexed again.</summary>
    public const int Version = 1;

    /// <summary>
    /// Inserted between characters of scripts without spaces, so that each is a word and several are a phrase. Has no
    /// width, and is removed again before anyone sees the text.
    /// </summary>
    public const char Seam = '\u200B';

    private static readonly HashSet<string> Inline = new(["a", "em", "strong", "del", "span", "code", "sup"], StringComparer.Ordinal);

    /// <summary>The plain text of a post.</summary>
    /// <param name="html">The output of <see cref="Members.PostText"/>.</param>
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

    /// <summary>A title or query, split into words like the index does.</summary>
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
            var isApart = IsWordByItself(rune.Value);
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

        // A spoiler's title is visible; what follows it until the end isn't.
        if (name == "summary" && isEnd)
            return ("details", 1);
        var isHidden = !isEnd && (tag.StartsWith("<span class=\"spoiler\"") || tag.StartsWith("<sup class=\"footnote-ref\"") || tag.StartsWith("<a class=\"footnote-back\""));
        return isHidden ? (name, 1) : ("", 0);
    }

    // The renderer escapes > in attribute values, but quoted values are skipped anyway.
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
    private static bool IsWordByItself(int rune) => rune is (>= 0x0E01 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    /// <summary>Collects text on one line. Skips control characters.</summary>
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
