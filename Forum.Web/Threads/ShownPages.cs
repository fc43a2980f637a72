using Forum.Core.Posts;

namespace Forum.Web.Threads;

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
