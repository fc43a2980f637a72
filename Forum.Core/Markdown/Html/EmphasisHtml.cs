using Forum.Core.Markdown.Parsing;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown.Html;

/// <summary>Emphasis, strong, strikethrough and inline spoilers.</summary>
internal sealed class EmphasisHtml : HtmlObjectRenderer<EmphasisInline>
{
    // Focusable, so that the keyboard and a tap reveal it like the pointer; the style sheet hides it. The role lets
    // screen readers say "spoiler" before the words.
    private const string Spoiler = "span class=\"spoiler\" tabindex=\"0\" role=\"note\" aria-label=\"Spoiler\"";

    // Inside a link, the link takes the focus; a second tab stop would be one too many.
    private const string SpoilerInLink = "span class=\"spoiler\"";

    protected override void Write(HtmlRenderer renderer, EmphasisInline emphasis)
    {
        if (!renderer.EnableHtmlForInline)
        {
            renderer.WriteChildren(emphasis);
            return;
        }

        var opening = emphasis.DelimiterChar switch
        {
            SpoilerMark.Char => ((PostHtml)renderer).IsInLink ? SpoilerInLink : Spoiler,
            '~' => "del",
            _ => emphasis.DelimiterCount == 2 ? "strong" : "em",
        };
        renderer.Write("<").Write(opening).Write(">");
        renderer.WriteChildren(emphasis);
        renderer.Write("</").Write(opening.Split(' ')[0]).Write(">");
    }
}
