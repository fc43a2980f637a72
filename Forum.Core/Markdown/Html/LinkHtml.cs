using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown.Html;

/// <summary>Links and images. If the target is refused, the link's text or the image's description remains.</summary>
internal sealed class LinkHtml : HtmlObjectRenderer<LinkInline>
{
    /// <summary>Members' links must not boost a site in search engines or give it access to our window.</summary>
    internal const string ExternalRel = " rel=\"nofollow ugc noopener\"";

    // The forum's own images and external ones load lazily, because a thread page may contain dozens. Other relative
    // images don't exist here, so they keep the form of the CommonMark examples.
    private const string AttachmentPath = "/attachments/";

    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var page = (PostHtml)renderer;
        if (link.IsImage) WriteImage(page, link);
        else WriteLink(page, link);
    }

    private static void WriteLink(PostHtml page, LinkInline link)
    {
        var target = LinkTargets.Judge(link.Url);
        if (target == LinkTarget.Refused || !page.MayLink)
        {
            page.WriteChildren(link);
            return;
        }

        page.Write("<a href=\"").WriteEscapeUrl(link.Url).Write("\"");
        if (!string.IsNullOrEmpty(link.Title)) page.Write(" title=\"").WriteEscape(link.Title).Write("\"");
        if (target == LinkTarget.External) page.Write(ExternalRel);
        page.Write(">");
        page.IsInLink = true;
        page.WriteChildren(link);
        page.IsInLink = false;
        page.Write("</a>");
    }

    private static void WriteImage(PostHtml page, LinkInline image)
    {
        if (!page.Dialect.ShowsImages)
        {
            page.WriteEscape(page.Source.AsSpan(image.Span.Start, image.Span.Length));
            return;
        }

        var target = LinkTargets.Judge(image.Url);
        if (target is LinkTarget.Refused or LinkTarget.Mail || !page.MayShowImage)
        {
            WriteText(page, image);
            return;
        }

        page.Write("<img src=\"").WriteEscapeUrl(image.Url).Write("\" alt=\"");
        WriteText(page, image);
        page.Write("\"");
        if (!string.IsNullOrEmpty(image.Title)) page.Write(" title=\"").WriteEscape(image.Title).Write("\"");
        if (target == LinkTarget.External || image.Url!.StartsWith(AttachmentPath, StringComparison.Ordinal))
            page.Write(" loading=\"lazy\" decoding=\"async\"");
        page.Write(" />");
    }

    private static void WriteText(PostHtml page, LinkInline image)
    {
        var wasEnabled = page.EnableHtmlForInline;
        page.EnableHtmlForInline = false;
        page.WriteChildren(image);
        page.EnableHtmlForInline = wasEnabled;
    }
}
