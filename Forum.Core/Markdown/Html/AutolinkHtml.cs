using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown.Html;

/// <summary>
/// Links in angle brackets. A link whose target is refused is shown as text, brackets included:
/// <c>vector&lt;std::string&gt;</c> is one.
/// </summary>
internal sealed class AutolinkHtml : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var page = (PostHtml)renderer;
        var url = link.IsEmail ? "mailto:" + link.Url : link.Url;
        var target = LinkTargets.Judge(url);
        if (target == LinkTarget.Refused)
        {
            page.WriteEscape("<").WriteEscape(link.Url).WriteEscape(">");
        }
        else if (!page.MayLink)
        {
            page.WriteEscape(link.Url);
        }
        else
        {
            page.Write("<a href=\"").WriteEscapeUrl(url).Write("\"");
            if (target == LinkTarget.External) page.Write(LinkHtml.ExternalRel);
            page.Write(">").WriteEscape(link.Url).Write("</a>");
        }
    }
}
