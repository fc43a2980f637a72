using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>A post's source, to edit it, quote it, or decide about its removal.</summary>
/// <param name="ThreadSlug">The slug of the thread's title.</param>
/// <param name="Number">Its post number in the thread.</param>
/// <param name="AuthorId">The author; null for a guest.</param>
/// <param name="AuthorName">The author's name; null for a guest.</param>
/// <param name="Markdown">The text as typed.</param>
/// <param name="Html">The text as shown.</param>
public sealed record PostSource(
    long Id,
    int ThreadId,
    string ThreadTitle,
    string ThreadSlug,
    int Number,
    int? AuthorId,
    string? AuthorName,
    string Markdown,
    string Html,
    DateTimeOffset? EditedAt,
    bool IsRemoved);

/// <summary>The location of a post.</summary>
/// <param name="ThreadSlug">The slug of the thread's title.</param>
/// <param name="Number">Its post number in the thread.</param>
public sealed record PostPlace(int ThreadId, string ThreadSlug, int Number);

/// <summary>Reads posts. Removed threads and boards that the viewer can't read look as if they didn't exist.</summary>
public sealed class PostQueries(IDbContextFactory<ForumDb> databases, PostText texts)
{
    /// <summary>How many of the newest posts are searched for those of certain members.</summary>
    public const int LookedThrough = 20_000;

    private static readonly Func<ForumDb, int, int, int, IAsyncEnumerable<PostView>> Page = EF.CompileAsyncQuery(
        (ForumDb db, int threadId, int first, int last) => db.Posts
            .Where(post => post.ThreadId == threadId && post.Number >= first && post.Number <= last)
            .OrderBy(post => post.Number)
            .Select(PostViews.Projection));

    /// <summary>
    /// A page of a thread, in order. Viewer-neutral: the caller has checked access through
    /// <see cref="Threads.ThreadQueries"/>.
    /// </summary>
    /// <param name="page">The page, from 1.</param>
    /// <returns>Up to <see cref="Post.PageSize"/> posts; empty past the end.</returns>
    public Task<IReadOnlyList<PostView>> PageAsync(int threadId, int page, CancellationToken cancellation = default) =>
        RangeAsync(threadId, ((page - 1) * Post.PageSize) + 1, page * Post.PageSize, cancellation);

    /// <summary>
    /// The posts of a thread in a range of numbers, in order. Viewer-neutral, like <see cref="PageAsync"/>.
    /// </summary>
    /// <param name="first">The lowest number.</param>
    /// <param name="last">The highest number.</param>
    public async Task<IReadOnlyList<PostView>> RangeAsync(int threadId, int first, int last, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var posts = new List<PostView>(Post.PageSize);
        await foreach (var post in Page(db, threadId, first, last).WithCancellation(cancellation))
            posts.Add(post);
        return posts;
    }

    /// <summary>The location of a post; null if the viewer can't see its thread.</summary>
    public async Task<PostPlace?> PlaceAsync(Viewer viewer, long postId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Visible(db, viewer)
            .Where(post => post.Id == postId)
            .Select(post => new PostPlace(post.ThreadId, post.Thread!.Slug, post.Number))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>
    /// A post as typed; null if the viewer can't see its thread, or if the post is removed and the viewer is neither a
    /// moderator nor its author.
    /// </summary>
    public async Task<PostSource?> SourceAsync(Viewer viewer, long postId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var source = await Visible(db, viewer)
            .Where(post => post.Id == postId)
            .Select(post => new PostSource(
                post.Id,
                post.ThreadId,
                post.Thread!.Title,
                post.Thread.Slug,
                post.Number,
                post.AuthorId,
                post.Author!.UserName,
                post.Markdown,
                post.Html,
                post.EditedAt,
                post.RemovedAt != null))
            .FirstOrDefaultAsync(cancellation);
        return source is { IsRemoved: true } && !viewer.IsModerator && !viewer.Is(source.AuthorId) ? null : source;
    }

    /// <summary>
    /// The current text of a post, for the act that edits it; null if there is none. The act checks permissions.
    /// </summary>
    internal async Task<EarlierText?> EarlierAsync(long postId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Posts.Where(post => post.Id == postId)
            .Select(post => new EarlierText(post.Markdown, post.Html, post.CreatedAt, post.EditedAt ?? post.CreatedAt))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>A member's newest posts that the viewer may see, newest first.</summary>
    /// <param name="onlyReplies">Whether the posts that open a thread are left out.</param>
    /// <param name="skip">How many of them come before.</param>
    /// <param name="count">The maximum number of posts.</param>
    public async Task<IReadOnlyList<AuthoredPost>> NewestByAsync(
        Viewer viewer, int authorId, bool onlyReplies, int skip, int count, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var least = onlyReplies ? 2 : 1;
        return await AuthoredPosts.ReadAsync(
            Visible(db, viewer)
                .Where(post => post.AuthorId == authorId && post.RemovedAt == null && post.Number >= least)
                .OrderByDescending(post => post.Id)
                .Skip(skip)
                .Take(count),
            texts,
            cancellation);
    }

    /// <summary>
    /// The newest posts by members that the viewer follows, if the viewer may see them, newest first. Empty for a
    /// guest.
    /// </summary>
    /// <param name="count">The maximum number of posts.</param>
    /// <returns>Those among the newest <see cref="LookedThrough"/> posts of the forum.</returns>
    public async Task<IReadOnlyList<AuthoredPost>> NewestOfFollowedAsync(Viewer viewer, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // From the end backwards, and limited: for members who haven't posted for a long time, all posts would be read
        // in vain.
        var first = await db.Posts.MaxAsync(post => (long?)post.Id, cancellation) - LookedThrough;
        return await AuthoredPosts.ReadAsync(
            Visible(db, viewer)
                .Where(post => post.Id > first && post.RemovedAt == null
                    && db.MemberFollows.Any(follow => follow.FollowerId == viewer.MemberId && follow.FollowedId == post.AuthorId))
                .OrderByDescending(post => post.Id)
                .Take(count),
            texts,
            cancellation);
    }

    /// <summary>The posts that the viewer may see; removed ones too.</summary>
    internal static IQueryable<Post> Visible(ForumDb db, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var role = viewer.Role;
        var removedToo = viewer.IsModerator;
        return db.Posts.AsNoTracking().Where(post => post.Thread!.Board!.ReadRole <= role && (removedToo || !post.Thread.IsRemoved));
    }
}
