using Forum.Core.Posts.Rendering.Parsing;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Posts.Rendering.Html;

/// <summary>A mention: a link to the member's page where there is such a member, and text otherwise.</summary>
internal sealed class MentionHtml : HtmlObjectRenderer<MentionInline>
{
    protected override void Write(HtmlRenderer renderer, MentionInline mention)
    {
        var page = (PostHtml)renderer;
        if (!page.MayLink || page.ProperName(mention.Name) is not { } name)
        {
            page.WriteEscape("@").WriteEscape(mention.Name);
            return;
        }

        page.Write("<a class=\"mention\" href=\"/u/").WriteEscape(Uri.EscapeDataString(name));
        page.Write("\" data-member=\"").WriteEscape(name).Write("\">@").WriteEscape(name).Write("</a>");
    }
}
