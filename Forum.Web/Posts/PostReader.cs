using Forum.Core.Access;

namespace Forum.Web.Posts;

/// <summary>Everything about a viewer that a post's actions depend on. The complete post is cached once for each.</summary>
/// <param name="RepliesAsGuest">Whether they can only reply as any guest can.</param>
public readonly record struct PostReader(bool IsMember, bool IsAuthor, bool IsModerator, bool RepliesAsGuest)
{
    /// <summary>A viewer as the reader of a post.</summary>
    /// <param name="guestsReply">Whether guests can reply to the thread.</param>
    public static PostReader Of(Viewer viewer, int? authorId, bool guestsReply)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.IsMember ? new(true, viewer.Is(authorId), viewer.IsModerator, false) : new(false, false, false, guestsReply);
    }
}
