using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Posts.Reactions;

namespace Forum.Web.Posts.Reactions;

/// <summary>
/// A viewer's own reactions as an attribute of the page, read by its script: the posts themselves are the same for everyone.
/// </summary>
public sealed class ReactedPosts(OwnReactions own)
{
    /// <summary>Pairs of a post and the kind of reaction, such as <c>12:1 15:3</c>; null for none.</summary>
    public async ValueTask<string?> OfAsync(Viewer viewer, int threadId, IEnumerable<PostMarkup> posts)
    {
        var reacted = await own.FindAsync(viewer, threadId, [.. posts.Where(static post => post.Post.HasReactions).Select(static post => post.Post.Id)]);
        return reacted.IsEmpty
            ? null
            : string.Join(' ', reacted.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.PostId}:{(int)one.Kind}")));
    }
}
