using System.Net;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>Tells browsers and feed readers where a page's feeds are.</summary>
public static class FeedLink
{
    /// <summary>The links for a page's head: Atom first, because readers take the first.</summary>
    /// <param name="title">The page's name; null to use its title.</param>
    /// <param name="isOpen">Whether guests can read it: pages they can't read have no feed.</param>
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
