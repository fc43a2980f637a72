using Forum.Core.Posts;


namespace Forum.Web.Threads;

/// <summary>
/// What a page of a thread shows, for its live part. One object, because each parameter of an island is sent to the page
/// with its type, encrypted.
/// </summary>
/// <param name="Slug">The thread's slug.</param>
/// <param name="Pages">The pages that are shown.</param>
/// <param name="GuestsReply">Whether guests could reply when the page was rendered.</param>
/// <param name="LastNumber">The highest post number on them.</param>
/// <param name="SeenChanges">The thread's change counter before the page was rendered.</param>
public sealed record ShownThread(int ThreadId, string Slug, ShownPages Pages, bool GuestsReply, int LastNumber, long SeenChanges);

/// <summary>Consecutive pages of a thread that are shown as one.</summary>
/// <param name="First">The first of them, from 1.</param>
/// <param name="Together">The maximum number of pages.</param>
public sealed record ShownPages(int First, int Together)
{
    /// <summary>The last of them, whether or not the thread has that many.</summary>
    public int Last => First + Together - 1;

    /// <summary>The highest possible post number on them.</summary>
    public int LastNumber => Last * Post.PageSize;

    /// <summary>Whether a post is on these pages.</summary>
    public bool Holds(PostView post) => Post.PageOf(post.Number) is var page && page >= First && page <= Last;
}
