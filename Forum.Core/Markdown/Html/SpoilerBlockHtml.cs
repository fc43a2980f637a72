using Forum.Core.Markdown.Parsing;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Markdown.Html;

/// <summary>A block spoiler: the browser opens and closes it without a script.</summary>
internal sealed class SpoilerBlockHtml : HtmlObjectRenderer<SpoilerBlock>
{
    protected override void Write(HtmlRenderer renderer, SpoilerBlock spoiler)
    {
        renderer.EnsureLine();
        renderer.Write("<details class=\"spoiler\"><summary").WriteAttributes(spoiler).Write(">").WriteEscape(spoiler.Title).WriteLine("</summary>");
        var wasImplicit = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = false;
        renderer.WriteChildren(spoiler);
        renderer.ImplicitParagraph = wasImplicit;
        renderer.EnsureLine();
        renderer.WriteLine("</details>");
    }
}
