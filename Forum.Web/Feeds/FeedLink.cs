using System.Net;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Feeds;

/// <summary>Tells browsers and feed readers where the feed of a page is.</summary>
public static class FeedLink
{
    /// <summary>The link, for the head of a page.</summary>
    /// <param name="path">The path of the page.</param>
    /// <param name="title">What the page is called; null to go by the page's own title.</param>
    /// <param name="isOpen">Whether guests may read it: what they may not has no feed.</param>
    public static MarkupString To(string path, string? title = null, bool isOpen = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = title is null ? "" : $" title=\"{WebUtility.HtmlEncode(title)}\"";
        return new(isOpen ? $"<link rel=\"alternate\" type=\"{AtomFeed.MediaType}\"{name} href=\"{WebUtility.HtmlEncode(path.TrimEnd('/'))}/feed\" />" : "");
    }
}
