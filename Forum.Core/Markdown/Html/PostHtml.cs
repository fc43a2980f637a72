using System.Security.Cryptography;
using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Html;

/// <summary>
/// Writes the tree as HTML. Each element and attribute is written by one of the renderers in this folder; none outputs
/// user text without escaping it. One instance per rendering.
/// </summary>
internal sealed class PostHtml : HtmlRenderer
{
    // A 10,000-character link definition used by 5,000 links would turn 32 KB into 50 MB: beyond this limit, links are
    // written as their text.
    private const int MaxLinkedLength = 500_000;

    private readonly StringBuilder _html;
    private readonly Dictionary<string, KnownMember> _names = new(StringComparer.OrdinalIgnoreCase);

    private PostHtml(StringBuilder html, RenderSettings settings)
        : base(new StringWriter(html) { NewLine = "\n" })
    {
        _html = html;
        foreach (var (written, member) in settings.KnownNames) _names[written] = member;
        Source = settings.Source;
        Dialect = settings.Dialect;
        IdPrefix = IdPrefixFor(settings);
        settings.Dialect.Pipeline.Setup(this);
        UseOwnRenderers();
    }

    /// <summary>The text as typed.</summary>
    public string Source { get; }

    /// <summary>Its dialect.</summary>
    public Dialect Dialect { get; }

    /// <summary>The prefix of every ID.</summary>
    public string IdPrefix { get; }

    /// <summary>Whether the position is inside a link, which can't contain another link.</summary>
    public bool IsInLink { get; set; }

    /// <summary>
    /// Whether a link can be written here: not inside another link, not in an image's text, and not if the HTML has
    /// grown too long.
    /// </summary>
    public bool MayLink => EnableHtmlForInline && !IsInLink && _html.Length < MaxLinkedLength;

    /// <summary>Whether an image can be written here.</summary>
    public bool MayShowImage => EnableHtmlForInline && _html.Length < MaxLinkedLength;

    /// <summary>Renders a tree.</summary>
    public static string Render(MarkdownDocument document, RenderSettings settings)
    {
        var html = new StringBuilder(settings.Source.Length * 2);
        var renderer = new PostHtml(html, settings);
        renderer.Render(document);
        return html.ToString();
    }

    /// <summary>The member whose name was written as <paramref name="written"/>; null if there is none.</summary>
    public KnownMember? Member(string written) => _names.GetValueOrDefault(written);

    private void UseOwnRenderers()
    {
        ObjectRenderers.Replace<CodeBlockRenderer>(new CodeBlockHtml());
        ObjectRenderers.Replace<ListRenderer>(new ListHtml());
        ObjectRenderers.Replace<AutolinkInlineRenderer>(new AutolinkHtml());
        ObjectRenderers.Replace<EmphasisInlineRenderer>(new EmphasisHtml());
        ObjectRenderers.Replace<HtmlInlineRenderer>(new TypedTagHtml());
        ObjectRenderers.Replace<LinkInlineRenderer>(new LinkHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlTaskListRenderer>(new TaskBoxHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlFootnoteGroupRenderer>(new FootnoteGroupHtml());
        ObjectRenderers.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new FootnoteLinkHtml());
        ObjectRenderers.InsertBefore<CodeBlockHtml>(new TableHtml());
        ObjectRenderers.InsertBefore<CodeBlockHtml>(new SpoilerBlockHtml());
        ObjectRenderers.Add(new MentionHtml());
    }

    private static string IdPrefixFor(RenderSettings settings)
    {
        var given = string.Concat(settings.IdPrefix.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        if (given.Length > 0) return given;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(settings.Source));
        return $"m{Convert.ToHexStringLower(hash.AsSpan(0, 5))}-";
    }
}
