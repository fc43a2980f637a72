using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown.Html;

/// <summary>An HTML tag, shown as typed.</summary>
internal sealed class TypedTagHtml : HtmlObjectRenderer<HtmlInline>
{
    protected override void Write(HtmlRenderer renderer, HtmlInline tag) => renderer.WriteEscape(tag.Tag);
}
