using System.Globalization;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Turns bare <c>http://</c>, <c>https://</c> and <c>www.</c> addresses into links.</summary>
internal sealed class BareUrlParser : InlineParser
{
    private static readonly string[] Starts = ["https://", "http://", "www."];

    public BareUrlParser() => OpeningCharacters = ['h', 'H', 'w', 'W'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (!MayPrecede(slice.PeekCharExtra(-1))) return false;
        var text = slice.AsSpan();
        var length = AddressLength(text);
        if (length == 0) return false;

        var address = text[..length].ToString();
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        var span = new SourceSpan(start, start + length - 1);
        var link = new LinkInline
        {
            Url = address[0] is 'w' or 'W' ? "https://" + address : address,
            IsAutoLink = true,
            IsClosed = true,
            Span = span,
            Line = line,
            Column = column,
        };
        link.AppendChild(new LiteralInline(address) { Span = span, Line = line, Column = column, IsClosed = true });
        processor.Inline = link;
        slice.Start += length;
        return true;
    }

    private static int AddressLength(ReadOnlySpan<char> text)
    {
        foreach (var start in Starts)
        {
            if (!text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) continue;
            var host = text[start.Length..];
            if (host.IsEmpty || !char.IsLetterOrDigit(host[0])) return 0;
            var end = WithoutTail(text[..EndOfAddress(text)]);
            if (end <= start.Length) return 0;
            return start == "www." && !text[start.Length..end].Contains('.') ? 0 : end;
        }

        return 0;
    }

    // "]" ends the URL in "[https://a.example](…)" but not in "?a[0]=1".
    private static int EndOfAddress(ReadOnlySpan<char> text)
    {
        var brackets = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or '`' or '|' or '\\' || EndsWords(c)) return i;
            if (c == '[') brackets++;
            if (c == ']' && --brackets < 0) return i;
        }

        return text.Length;
    }

    // Punctuation after a URL belongs to the sentence; so does a closing bracket that was opened outside.
    private static int WithoutTail(ReadOnlySpan<char> address)
    {
        var unopened = address.Count(')') - address.Count('(');
        var end = address.Length;
        while (end > 0)
        {
            var c = address[end - 1];
            if (c == ')' && unopened > 0) unopened--;
            else if (!"?!.,:;*_~'".Contains(c) && !IsForeignSign(c)) break;
            end--;
        }

        return end;
    }

    // In scripts without spaces only these signs separate words, and a URL contains none of them in the middle.
    private static bool EndsWords(char c) => c > '\u007f' && (IsBracket(c) || c is '…' or '⋯' or '—' or '、' or '。' or '〃' or '〜' or '！' or '，' or '：'
        or '；' or '？' or '｡' or '､' or '～');

    private static bool IsBracket(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
        or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation;

    private static bool IsForeignSign(char c) => c > '\u007f' && char.GetUnicodeCategory(c) is (UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation);

    private static bool MayPrecede(char c) => c == '\0' || char.IsWhiteSpace(c) || "*_~([{|>\"'—–-,;:".Contains(c)
        || (c > '\u007f' && (IsBracket(c) || EndsWords(c) || IsForeignSign(c)));
}
