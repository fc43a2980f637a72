using System.Globalization;
using System.Text;
using Forum.Core.Accounts;
using Forum.Core.Posts;
using Forum.Web.Layout;

namespace Forum.Web.Posts;

/// <summary>Makes the Markdown with which a reply begins.</summary>
public static class Quotes
{
    /// <summary>The post that an address asks to quote. Read as text, since a number that is none would be a failure of the page.</summary>
    public static long? Asked(string? quote) =>
        long.TryParse(quote, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A whole post as a quotation with its author and a link; null when the viewer may not see it or it is removed.</summary>
    public static async Task<string?> OfAsync(PostQueries posts, Viewer viewer, long postId)
    {
        var source = await posts.SourceAsync(viewer, postId);
        if (source is null || source.IsRemoved)
            return null;

        // What the author quoted in turn is left out: otherwise a long exchange carries itself along.
        var text = new StringBuilder();
        text.Append("> **").Append(source.AuthorName ?? "Guest").Append("** [↑](").Append(Links.Post(postId)).Append(")\n>\n");
        foreach (var line in source.Markdown.Split('\n').Where(line => !line.StartsWith('>')))
            text.Append("> ").Append(line).Append('\n');
        return text.Append('\n').ToString();
    }
}
