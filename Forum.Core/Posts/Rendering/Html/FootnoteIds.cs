using Markdig.Extensions.Footnotes;

namespace Forum.Core.Posts.Rendering.Html;

/// <summary>The ids that a footnote and the places that refer to it have.</summary>
internal static class FootnoteIds
{
    /// <summary>The id of the note.</summary>
    public static string OfNote(PostHtml page, Footnote note) => $"{page.IdPrefix}fn-{note.Order}";

    /// <summary>The id of one place that refers to a note; links are numbered through the whole text.</summary>
    public static string OfReference(PostHtml page, FootnoteLink link) => $"{page.IdPrefix}fnref-{link.Index}";
}
