using Forum.Core.Markdown.Html;
using Forum.Core.Markdown.Parsing;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown;

/// <summary>A parsed text: who it mentions, and its HTML or plain text. Immutable and thread-safe.</summary>
public sealed class ParsedMarkdown
{
    private readonly string _source;
    private readonly Dialect _dialect;
    private readonly ParserGuard _guard;
    private readonly MarkdownDocument? _document;

    internal ParsedMarkdown(string source, Dialect dialect, ParserGuard guard, MarkdownDocument? document)
    {
        _source = source;
        _dialect = dialect;
        _guard = guard;
        _document = document;
        MentionedNames = document is null ? [] : NamesIn(document);
    }

    /// <summary>
    /// The names that the text mentions, as written and without the @: distinct, ignoring case, in text order. Names in
    /// code, links and quotes aren't mentions. The caller finds out whether such a member exists; if not, a shorter
    /// name that it starts with may be meant (<see cref="MentionEnds"/>).
    /// </summary>
    public IReadOnlyList<string> MentionedNames { get; }

    /// <summary>The text as HTML that is safe to put into a page. Never throws on any text.</summary>
    /// <param name="knownNames">Maps names as written (ignoring case) to members. Other names stay plain text.</param>
    /// <param name="idPrefix">The prefix for the IDs of footnotes, so that a page can show many posts, for example
    /// <c>p12-</c>: ASCII letters, digits and hyphens; other characters are dropped. If empty, it's derived from the
    /// text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="knownNames"/> is null.</exception>
    public string ToHtml(IReadOnlyDictionary<string, KnownMember> knownNames, string idPrefix = "")
    {
        ArgumentNullException.ThrowIfNull(knownNames);
        ArgumentNullException.ThrowIfNull(idPrefix);
        var settings = new RenderSettings(_source, _dialect, knownNames, idPrefix);
        var html = _document is null ? null : _guard.Try(() => PostHtml.Render(_document, settings));
        return html ?? ShownAsText.ToHtml(_source);
    }

    /// <summary>
    /// The text without markup on one line, for excerpts and meta descriptions: truncated at a word, with an ellipsis,
    /// if it's longer than <paramref name="maxLength"/> characters. Spoilers stay hidden.
    /// </summary>
    /// <param name="maxLength">The maximum length of the result in characters, including the ellipsis.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    public string ToPlainText(int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        var excerpt = new Excerpt(maxLength);
        if (_document is null) excerpt.Add(_source);
        else excerpt.Add(_document);
        return excerpt.ToString();
    }

    private static List<string> NamesIn(MarkdownDocument document)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var mention in document.Descendants<MentionInline>())
        {
            if (!IsInLink(mention) && seen.Add(mention.Name)) names.Add(mention.Name);
        }

        return names;
    }

    private static bool IsInLink(MentionInline mention)
    {
        for (var parent = mention.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline) return true;
        }

        return false;
    }
}
