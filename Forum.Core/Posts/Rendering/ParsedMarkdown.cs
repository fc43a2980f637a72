using Forum.Core.Posts.Rendering.Html;
using Forum.Core.Posts.Rendering.Parsing;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Posts.Rendering;

/// <summary>
/// A text that has been read once: who it mentions, and then its HTML or its plain text. Immutable and safe to share between threads.
/// </summary>
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
    /// The names that the text mentions, as written and without the @: distinct without regard to case, in the order of the text.
    /// Names in code, in links and in quotations are no mentions. Whether such a member exists is for the caller to find out; where none does, a
    /// shorter name that it begins with may be meant (<see cref="MentionEnds"/>).
    /// </summary>
    public IReadOnlyList<string> MentionedNames { get; }

    /// <summary>The HTML of the text: safe to put into a page as it stands. Never throws on any text.</summary>
    /// <param name="knownNames">
    /// From the name as written (compared without regard to case) to the member. Other names stay plain text.
    /// </param>
    /// <param name="idPrefix">
    /// What the ids of footnotes begin with, so that many posts may stand on one page, for example <c>p12-</c>: ASCII letters, digits and hyphens,
    /// other characters are dropped. Left empty, it is derived from the text.
    /// </param>
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
    /// The text without markup on one line, for excerpts and meta descriptions: cut at a word, with an ellipsis, where it is longer than
    /// <paramref name="maxLength"/> characters. What a spoiler hides stays hidden.
    /// </summary>
    /// <param name="maxLength">The greatest length of the result in characters, the ellipsis included.</param>
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
