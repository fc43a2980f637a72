using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Web.Live;
using Forum.Web.Posts;
using Forum.Web.Posts.Reactions;

namespace Forum.Web.Threads;

/// <summary>What a thread's page shows because of who reads it.</summary>
/// <param name="FirstUnread">The number of the first post that is new since their last visit; 0 for none.</param>
/// <param name="Reacted">Their own reactions: <see cref="ReactedPosts"/>.</param>
/// <param name="Tools">What the page's scripts show when it's needed.</param>
public sealed record OwnView(int FirstUnread, string? Reacted, string Tools)
{
    /// <summary>A guest's.</summary>
    public static readonly OwnView None = new(0, null, "");
}

/// <summary>Opens pages of threads for members: marks them as read, and finds what is new or their own.</summary>
public sealed class ThreadReading(ReadMarks marks, Handlers handlers, ReactedPosts reactions, LiveMarkup markup)
{
    /// <summary>A viewer opens a page.</summary>
    public async ValueTask<OwnView> OpenAsync(Viewer viewer, ThreadView thread, PostList page)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(thread);
        ArgumentNullException.ThrowIfNull(page);
        if (!viewer.IsMember || page.Posts.Length == 0)
            return OwnView.None;
        var read = (await marks.FindAsync(viewer, [thread.Id])).GetValueOrDefault(thread.Id);
        var (first, last) = (page.Posts[0].Number, page.Posts[^1].Number);
        marks.Read(viewer, thread.Id, last);
        await handlers.WasReadAsync(new PostsShown(viewer, thread.Id, first, last));
        return new(
            FirstUnread(viewer, page, read, thread.LastVisibleNumber), await reactions.OfAsync(viewer, thread.Id, page.Posts), await markup.PartAsync<ThreadTools>());
    }

    // What they have just written themselves isn't new to them.
    private static int FirstUnread(Viewer viewer, PostList page, int read, int last)
    {
        if (read == 0 || read >= last)
            return 0;
        if (read + 1 < page.Posts[0].Number || read >= page.Posts[^1].Number)
            return read + 1;
        return page.Posts.FirstOrDefault(post => post.Number > read && !viewer.Is(post.Post.AuthorId))?.Number ?? 0;
    }
}
