using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Markdown;
using Forum.Core.Posts;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>Creates the Markdown that a reply starts with.</summary>
public sealed class Quotes(PostQueries posts, ForumMarkdown markdown, IStringLocalizer<Texts> texts)
{
    /// <summary>
    /// The post to quote, from the URL. Read as text, because an invalid number would be an exception in the page.
    /// </summary>
    public static long? Asked(string? quote) =>
        long.TryParse(quote, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>
    /// A whole post as a quote with its author and a link; null when the viewer can't see it or it's been removed.
    /// </summary>
    public async Task<string?> OfAsync(Viewer viewer, long postId)
    {
        var source = await posts.SourceAsync(viewer, postId);
        return source is null || source.IsRemoved
            ? null
            : $"> **{source.AuthorName ?? texts["Guest"]}** [↑]({Links.Post(postId)})\n>\n{markdown.Quote(source.Markdown)}\n";
    }
}
