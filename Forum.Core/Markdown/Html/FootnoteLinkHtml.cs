using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Markdown.Html;

/// <summary>The number of a footnote in the text, and the arrow back to it.</summary>
internal sealed class FootnoteLinkHtml : HtmlObjectRenderer<FootnoteLink>
{
    protected override void Write(HtmlRenderer renderer, FootnoteLink link)
    {
        var page = (PostHtml)renderer;
        if (link.IsBackLink) WriteBackLink(page, link);
        else if (page.MayLink) WriteReference(page, link);
        else if (page.EnableHtmlForInline) page.Write($"<sup>{link.Footnote.Order}</sup>");
    }

    private static void WriteReference(PostHtml page, FootnoteLink link)
    {
        page.Write("<sup class=\"footnote-ref\"><a href=\"#").Write(FootnoteIds.OfNote(page, link.Footnote));
        page.Write("\" id=\"").Write(FootnoteIds.OfReference(page, link));
        page.Write($"\" aria-label=\"Footnote {link.Footnote.Order}\">{link.Footnote.Order}</a></sup>");
    }

    private static void WriteBackLink(PostHtml page, FootnoteLink link)
    {
        if (!page.MayLink) return;
        page.Write(" <a class=\"footnote-back\" href=\"#").Write(FootnoteIds.OfReference(page, link));
        page.Write($"\" aria-label=\"Back to reference {link.Index}\">↩</a>");
    }
}
