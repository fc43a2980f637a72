using System.Net;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Feeds;

/// <summary>Tells browsers and feed readers where the feeds of a page are.</summary>
public static class FeedLink
{
    /// <summary>The links, for the head of a page: Atom first, which readers then take.</summary>
    /// <param name="path">The path of the page.</param>
    /// <param name="title">What the page is called; null to go by the page's own title.</param>
    /// <param name="isOpen">Whether guests may read it: what they may not has no feed.</param>
    public static MarkupString To(string path, string? title = null, bool isOpen = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(isOpen ? string.Concat(FeedFormats.All.Select(format => Link(format, path.TrimEnd('/'), title))) : "");
    }

    private static string Link(FeedFormat format, string path, string? title)
    {
        var name = WebUtility.HtmlEncode(title is null ? $"{format}" : $"{title} ({format})");
        return $"<link rel=\"alternate\" type=\"{FeedFormats.MediaTypeOf(format)}\" title=\"{name}\" href=\"{WebUtility.HtmlEncode(path)}{FeedFormats.PathOf(format)}\" />";
    }
}
