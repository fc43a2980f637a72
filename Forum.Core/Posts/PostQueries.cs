using System.Linq.Expressions;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>A post's text as it was typed, for editing it, quoting it, or deciding about its removal.</summary>
/// <param name="ThreadTitle">The thread's title.</param>
/// <param name="ThreadSlug">The thread's title as it stands in the address.</param>
/// <param name="Number">Its floor.</param>
/// <param name="AuthorId">Who wrote it; null for a guest.</param>
/// <param name="AuthorName">The author's name; null for a guest.</param>
/// <param name="Markdown">The text as it was typed.</param>
/// <param name="Html">The text as it is shown.</param>
/// <param name="EditedAt">When it was last changed.</param>
/// <param name="IsRemoved">Whether it is removed.</param>
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

/// <summary>Where a post stands.</summary>
/// <param name="ThreadSlug">The thread's title as it stands in the address.</param>
/// <param name="Number">Its floor.</param>
public sealed record PostPlace(int ThreadId, string ThreadSlug, int Number);

/// <summary>Reads posts. Removed threads and boards that the viewer may not read look as if they were not there.</summary>
public sealed class PostQueries(IDbContextFactory<ForumDb> databases)
{
    /// <summary>How many of the newest posts are looked through for those of certain members.</summary>
    public const int LookedThrough = 20_000;

    private static readonly Expression<Func<Post, AuthoredPost>> Authored = post => new AuthoredPost(
        post.Id, post.Author!.UserName!, post.Thread!.Title, post.Thread.Board!.Name, post.CreatedAt, post.Html);

    private static readonly Func<ForumDb, int, int, int, IAsyncEnumerable<PostView>> Page = EF.CompileAsyncQuery(
        (ForumDb db, int threadId, int first, int last) => db.Posts
            .Where(post => post.ThreadId == threadId && post.Number >= first && post.Number <= last)
            .OrderBy(post => post.Number)
            .Select(PostViews.Projection));

    /// <summary>
    /// A page of a thread, in order. Viewer-neutral, so the caller has found the thread through <see cref="Threads.ThreadQueries"/> first.
    /// </summary>
    /// <param name="page">The page, from 1.</param>
    /// <returns>Up to <see cref="Post.PageSize"/> posts; none past the end.</returns>
    public Task<IReadOnlyList<PostView>> PageAsync(int threadId, int page, CancellationToken cancellation = default) =>
        RangeAsync(threadId, ((page - 1) * Post.PageSize) + 1, page * Post.PageSize, cancellation);

    /// <summary>
    /// The posts of a thread from one number to another, in order. Viewer-neutral, like <see cref="PageAsync"/>.
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

    /// <summary>Where a post stands; null when the viewer may not see its thread.</summary>
    public async Task<PostPlace?> PlaceAsync(Viewer viewer, long postId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Visible(db, viewer)
            .Where(post => post.Id == postId)
            .Select(post => new PostPlace(post.ThreadId, post.Thread!.Slug, post.Number))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>
    /// A post as it was typed; null when the viewer may not see its thread, or the post is removed and the viewer is neither a
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

    /// <summary>A post as it is now, for the act that changes it; null when there is none. Whether the viewer may is asked by the act.</summary>
    internal async Task<EarlierText?> EarlierAsync(long postId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Posts.Where(post => post.Id == postId)
            .Select(post => new EarlierText(post.Markdown, post.Html, post.CreatedAt, post.EditedAt ?? post.CreatedAt))
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>A member's newest posts that the viewer may see, newest first.</summary>
    /// <param name="count">The maximum number to return.</param>
    public async Task<IReadOnlyList<AuthoredPost>> NewestByAsync(Viewer viewer, int authorId, int count, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Visible(db, viewer)
            .Where(post => post.AuthorId == authorId && post.RemovedAt == null)
            .OrderByDescending(post => post.Id)
            .Take(count)
            .Select(Authored)
            .ToListAsync(cancellation);
    }

    /// <summary>
    /// The newest posts of those whom the viewer follows, as far as the viewer may see them, newest first.
    /// </summary>
    /// <param name="viewer">Who looks; a guest follows no one.</param>
    /// <param name="count">The maximum number to return.</param>
    /// <returns>Those among the newest <see cref="LookedThrough"/> posts of the forum.</returns>
    public async Task<IReadOnlyList<AuthoredPost>> NewestOfFollowedAsync(Viewer viewer, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // From the end backwards: of members who have not written for long, all posts would be read in vain.
        var first = await db.Posts.MaxAsync(post => (long?)post.Id, cancellation) - LookedThrough;
        return await Visible(db, viewer)
            .Where(post => post.Id > first && post.RemovedAt == null
                && db.MemberFollows.Any(follow => follow.FollowerId == viewer.MemberId && follow.FollowedId == post.AuthorId))
            .OrderByDescending(post => post.Id)
            .Take(count)
            .Select(Authored)
            .ToListAsync(cancellation);
    }

    private static IQueryable<Post> Visible(ForumDb db, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var role = viewer.Role;
        var removedToo = viewer.IsModerator;
        return db.Posts.AsNoTracking().Where(post => post.Thread!.Board!.ReadRole <= role && (removedToo || !post.Thread.IsRemoved));
    }
}

/// <summary>A post as its author's profile shows it.</summary>
/// <param name="AuthorName">Who wrote it.</param>
/// <param name="ThreadTitle">Its thread's title.</param>
/// <param name="BoardName">Its board's name.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Html">The safe HTML.</param>
public sealed record AuthoredPost(long Id, string AuthorName, string ThreadTitle, string BoardName, DateTimeOffset CreatedAt, string Html);
