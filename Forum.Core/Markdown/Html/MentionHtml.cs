using Forum.Core.Markdown.Parsing;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Markdown.Html;

/// <summary>A mention: a link to the member's page if the member exists, otherwise text.</summary>
internal sealed class MentionHtml : HtmlObjectRenderer<MentionInline>
{
    protected override void Write(HtmlRenderer renderer, MentionInline mention)
    {
        var page = (PostHtml)renderer;
        if (page.MayLink)
        {
            foreach (var written in MentionEnds.Names(mention.Name))
            {
                if (page.Member(written) is not { } member) continue;
                WriteLink(page, member, written);
                page.WriteEscape(mention.Name.AsSpan(written.Length));
                return;
            }
        }

        page.WriteEscape("@").WriteEscape(mention.Name);
    }

    // If the name has changed since, the name as written is kept too: a member who takes it later wasn't meant.
    private static void WriteLink(PostHtml page, KnownMember member, string written)
    {
        page.Write("<a class=\"mention\" href=\"/u/").WriteEscape(Uri.EscapeDataString(member.Name));
        page.Write("\" data-member=\"").WriteEscape(member.Name).Write($"\" data-member-id=\"{member.Id}\"");
        if (!written.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) page.Write(" data-written=\"").WriteEscape(written).Write("\"");
        page.Write(">@").WriteEscape(member.Name).Write("</a>");
    }
}
