using System.Globalization;
using Forum.Core.Accounts;
using Forum.Core.Posts;
using Forum.Core.Posts.Rendering;
using Forum.Web.Layout;

namespace Forum.Web.Posts;

/// <summary>Makes the Markdown with which a reply begins.</summary>
public sealed class Quotes(PostQueries posts, ForumMarkdown markdown)
{
    /// <summary>The post that an address asks to quote. Read as text, since a number that is none would be a failure of the page.</summary>
    public static long? Asked(string? quote) =>
        long.TryParse(quote, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A whole post as a quotation with its author and a link; null when the viewer may not see it or it is removed.</summary>
    public async Task<string?> OfAsync(Viewer viewer, long postId)
    {
        var source = await posts.SourceAsync(viewer, postId);
        return source is null || source.IsRemoved
            ? null
            : $"> **{source.AuthorName ?? "Guest"}** [↑]({Links.Post(postId)})\n>\n{markdown.Quote(source.Markdown)}\n";
    }
}
