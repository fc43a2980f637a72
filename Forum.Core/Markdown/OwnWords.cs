using System.Text;
using Forum.Core.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown;

/// <summary>
/// Removes what the author quoted from a post, and turns the rest into Markdown that means the same in another post:
/// labels (of footnotes and link definitions) would otherwise be lost there, or clash with the other author's.
/// </summary>
internal sealed class OwnWords
{
    // No stored text contains it: it's a Unicode noncharacter.
    private const char Gap = '\uFFFF';
    private const int TabWidth = 4;

    private readonly string _source;
    private readonly MarkdownDocument _document;
    private readonly List<(int Start, int End, string Text)> _changes = [];
    private readonly List<(int Start, int End)> _verbatim = [];

    private OwnWords(MarkdownDocument document, string source)
    {
        _document = document;
        _source = source;
    }

    /// <summary>The author's words; the quoted ones too if the author has none.</summary>
    /// <param name="document">The post, parsed with exact positions.</param>
    /// <param name="source">The text that was parsed.</param>
    /// <param name="maxLength">Labels are kept where the text would become longer without them.</param>
    public static string Of(MarkdownDocument document, string source, int maxLength)
    {
        var words = new OwnWords(document, source).Read(withQuotations: false, maxLength);
        return ShownText.IsVisible(words) ? words : new OwnWords(document, source).Read(withQuotations: true, maxLength);
    }

    private string Read(bool withQuotations, int maxLength)
    {
        if (!withQuotations)
        {
            foreach (var quotation in _document.OfType<QuoteBlock>()) RemoveLines(quotation.Span.Start, EndOf(quotation));
        }

        ResolveLinks(maxLength);
        FindVerbatim();
        EscapeFootnotes();
        StraightenIndents();
        return WithoutGaps(Applied());
    }

    // A lazy continuation line ("> a" and then "b") belongs to the quote, but the parser's span may not include it.
    private static int EndOf(Block block) => block.Descendants().Select(static part => part.Span.End).Append(block.Span.End).Max();

    private void RemoveLines(int start, int end)
    {
        var from = start == 0 ? 0 : _source.LastIndexOf('\n', start - 1) + 1;
        var to = end + 1 >= _source.Length ? -1 : _source.IndexOf('\n', end + 1);
        _changes.Add((from, to < 0 ? _source.Length : to, Gap.ToString()));
    }

    private void ResolveLinks(int maxLength)
    {
        var changes = new List<(int, int, string)>();
        foreach (var link in _document.Descendants<LinkInline>().Where(static link => link.Reference is not null and not FootnoteLinkReferenceDefinition))
        {
            var end = (link.LastChild?.Span.End ?? -1) + 1;

            // If the parser read a label differently from how it's written here, its definition is kept.
            if (end <= link.Span.Start || end > link.Span.End || _source[end] != ']') return;
            var title = string.IsNullOrEmpty(link.Title) ? "" : $" \"{Escaped(link.Title, '"')}\"";
            changes.Add((end, link.Span.End + 1, $"](<{Escaped(link.Url ?? "", '<', '>')}>{title})"));
        }

        if (changes.Sum(static change => (long)change.Item3.Length) > maxLength) return;
        _changes.AddRange(changes);
        foreach (var definition in _document.Descendants<LinkReferenceDefinition>().Where(static definition => definition is not FootnoteLinkReferenceDefinition))
            RemoveLines(definition.Span.Start, definition.Span.End);
    }

    private static string Escaped(string text, params ReadOnlySpan<char> signs)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\\' || signs.Contains(c)) escaped.Append('\\');
            escaped.Append(c == '\n' ? ' ' : c);
        }

        return escaped.ToString();
    }

    private void FindVerbatim()
    {
        foreach (var part in _document.Descendants())
        {
            if (part is CodeBlock or CodeInline or AutolinkInline or HtmlInline or LinkInline { IsAutoLink: true })
                _verbatim.Add((part.Span.Start, part.Span.End + 1));
        }

        _verbatim.Sort();
    }

    private void EscapeFootnotes()
    {
        var next = 0;
        for (var at = _source.IndexOf("[^", StringComparison.Ordinal); at >= 0; at = _source.IndexOf("[^", at + 1, StringComparison.Ordinal))
        {
            while (next < _verbatim.Count && _verbatim[next].End <= at) next++;
            if ((next == _verbatim.Count || _verbatim[next].Start > at) && !IsEscaped(at)) _changes.Add((at, at, "\\"));
        }
    }

    private bool IsEscaped(int at)
    {
        var before = at;
        while (before > 0 && _source[before - 1] == '\\') before--;
        return (at - before) % 2 == 1;
    }

    // After "> " a tab is only two columns wide and would indent less than before. The content of a footnote loses its
    // indentation.
    private void StraightenIndents()
    {
        var fences = _document.OfType<FencedCodeBlock>().Select(static fence => (fence.Span.Start, End: fence.Span.End + 1)).ToList();
        var notes = _document.Descendants<Footnote>().Select(static note => (note.Span.Start, End: note.Span.End + 1)).OrderBy(static note => note.Start).ToList();
        var (fence, note) = (0, 0);
        for (var line = 0; line < _source.Length;)
        {
            while (fence < fences.Count && fences[fence].End <= line) fence++;
            while (note < notes.Count && notes[note].End <= line) note++;
            var isInNote = note < notes.Count && notes[note].Start < line;
            if (fence == fences.Count || fences[fence].Start > line || isInNote) Straighten(line, isInNote ? TabWidth : 0);
            var end = _source.IndexOf('\n', line);
            line = end < 0 ? _source.Length : end + 1;
        }
    }

    private void Straighten(int line, int outdent)
    {
        var (at, columns, hasTab) = (line, 0, false);
        for (; at < _source.Length && _source[at] is ' ' or '\t'; at++)
        {
            hasTab |= _source[at] == '\t';
            columns = _source[at] == '\t' ? (columns / TabWidth * TabWidth) + TabWidth : columns + 1;
        }

        if (hasTab || (outdent > 0 && columns > 0)) _changes.Add((line, at, new string(' ', Math.Max(0, columns - outdent))));
    }

    private string Applied()
    {
        var text = new StringBuilder(_source.Length);
        var at = 0;
        foreach (var (start, end, replacement) in _changes.OrderBy(static change => change.Start).ThenByDescending(static change => change.End))
        {
            if (start < at) continue;
            text.Append(_source, at, start - at).Append(replacement);
            at = end;
        }

        return text.Append(_source, at, _source.Length - at).ToString();
    }

    // One empty line where something was removed, and none at either end.
    private static string WithoutGaps(string text)
    {
        var lines = new List<string>();
        var gap = false;
        foreach (var line in text.Split('\n'))
        {
            var isGap = line.Contains(Gap);
            gap = isGap || (gap && string.IsNullOrWhiteSpace(line));
            if (isGap)
            {
                while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1])) lines.RemoveAt(lines.Count - 1);
                lines.Add("");
            }
            else if (!gap)
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines.SkipWhile(string.IsNullOrWhiteSpace)).TrimEnd();
    }
}
