using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Forum.Core.Search;
using Forum.Web.Boards;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using static System.Net.WebUtility;

namespace Forum.Web.Search;

/// <summary>A search result, built as text: twenty of them as components cost more than the search itself.</summary>
internal static class SearchHitMarkup
{
    /// <summary>The list item.</summary>
    /// <param name="isFolded">Whether the viewer has blocked its author. Such posts are collapsed, as in threads.</param>
    public static string Of(SearchHit hit, bool isFolded, IStringLocalizer<Texts> texts)
    {
        var html = new StringBuilder(1024);
        html.Append(CultureInfo.InvariantCulture, $"<li><h2><a href=\"{HtmlEncode(Links.PostInThread(hit.ThreadId, hit.ThreadSlug, hit.Number))}\" dir=\"auto\">");
        Mark(html, hit.Title);
        html.Append("</a></h2><p class=\"muted\">");
        if (hit.AuthorName is { } name)
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{HtmlEncode(Links.Member(name))}\" data-member=\"{HtmlEncode(name)}\">{HtmlEncode(name)}</a>");
        else
            html.Append(HtmlEncode(texts.Author(hit.AuthorId, null)));
        html.Append(CultureInfo.InvariantCulture, $" · {BoardLooks.Chip(hit.BoardName, hit.BoardSlug, hit.BoardLook)} · {When.Html(hit.CreatedAt)}</p>");
        if (isFolded)
            html.Append(CultureInfo.InvariantCulture, $"<details class=\"post-folded\"><summary>{HtmlEncode(texts["Post {0} by a member you blocked", hit.Number])}</summary>");
        html.Append("<p class=\"search-text\" dir=\"auto\">");
        Mark(html, hit.Excerpt);
        return html.Append(isFolded ? "</p></details></li>" : "</p></li>").ToString();
    }

    private static void Mark(StringBuilder html, ImmutableArray<MarkedText> pieces)
    {
        foreach (var piece in pieces)
            html.Append(piece.IsHit ? "<mark>" : "").Append(HtmlEncode(piece.Text)).Append(piece.IsHit ? "</mark>" : "");
    }
}
