using Markdig.Extensions.Footnotes;

namespace Forum.Core.Markdown.Html;

/// <summary>The IDs of a footnote and its references.</summary>
internal static class FootnoteIds
{
    /// <summary>The ID of the footnote.</summary>
    public static string OfNote(PostHtml page, Footnote note) => $"{page.IdPrefix}fn-{note.Order}";

    /// <summary>The ID of one reference to a footnote; references are numbered through the whole text.</summary>
    public static string OfReference(PostHtml page, FootnoteLink link) => $"{page.IdPrefix}fnref-{link.Index}";
}
