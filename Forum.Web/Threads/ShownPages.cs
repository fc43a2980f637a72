using Forum.Core.Posts;

namespace Forum.Web.Threads;

/// <summary>What a page of a thread shows, for its live part. As one: each parameter of an island goes to the page with its type, encrypted.</summary>
/// <param name="Slug">The thread's title as it stands in the address.</param>
/// <param name="Pages">The pages that are shown.</param>
/// <param name="GuestsReply">Whether guests may reply here, as the page was drawn.</param>
/// <param name="LastNumber">The highest number on them.</param>
/// <param name="SeenChanges">How often the thread had changed before the page was drawn.</param>
public sealed record ShownThread(int ThreadId, string Slug, ShownPages Pages, bool GuestsReply, int LastNumber, long SeenChanges);

/// <summary>The pages of a thread that stand together on one.</summary>
/// <param name="First">The first of them, from 1.</param>
/// <param name="Together">How many there can be.</param>
public sealed record ShownPages(int First, int Together)
{
    /// <summary>The last of them, whether or not the thread has come so far.</summary>
    public int Last => First + Together - 1;

    /// <summary>The highest number that there can be on them.</summary>
    public int LastNumber => Last * Post.PageSize;

    /// <summary>Whether a post stands here.</summary>
    public bool Holds(PostView post) => Post.PageOf(post.Number) is var page && page >= First && page <= Last;
}
