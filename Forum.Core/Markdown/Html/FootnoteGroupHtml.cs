using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Markdown.Html;

/// <summary>The footnotes at the end of a text.</summary>
internal sealed class FootnoteGroupHtml : HtmlObjectRenderer<FootnoteGroup>
{
    protected override void Write(HtmlRenderer renderer, FootnoteGroup notes)
    {
        if (notes.Count == 0) return;
        var page = (PostHtml)renderer;
        page.EnsureLine();
        page.WriteLine("<section class=\"footnotes\">").WriteLine("<ol>");
        page.ImplicitParagraph = false;
        foreach (var child in notes)
        {
            var note = (Footnote)child;
            page.Write("<li id=\"").Write(FootnoteIds.OfNote(page, note)).WriteLine("\">");
            page.WriteChildren(note);
            page.EnsureLine();
            page.WriteLine("</li>");
        }

        page.WriteLine("</ol>").WriteLine("</section>");
    }
}
