using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts.Reactions;

/// <summary>A post to which a member has reacted.</summary>
public sealed record ReactedPost(AuthoredPost Post, ReactionKind Kind);

/// <summary>A page of the posts to which a member has reacted.</summary>
/// <param name="Posts">Up to <see cref="ReactedByQueries.PageSize"/> posts, the newest first.</param>
/// <param name="HasMore">Whether there's another page.</param>
public sealed record ReactedPage(IReadOnlyList<ReactedPost> Posts, bool HasMore);

/// <summary>
/// Reads to what a member has reacted. Not cached: it would have to change with every post that is listed.
/// </summary>
public sealed class ReactedByQueries(IDbContextFactory<ForumDb> databases, PostText texts)
{
    /// <summary>The number of posts on a page.</summary>
    public const int PageSize = 20;

    /// <summary>The number of pages.</summary>
    public const int MaxPages = 50;

    /// <summary>A page of the posts to which a member has reacted and that the viewer may see, newest posts first.</summary>
    /// <param name="page">The page, from 1 to <see cref="MaxPages"/>.</param>
    public async Task<ReactedPage> PageAsync(Viewer viewer, int memberId, int page, CancellationToken cancellation = default)
    {
        page = Math.Clamp(page, 1, MaxPages);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var kinds = await db.PostReactions
            .Where(reaction => reaction.MemberId == memberId)
            .Join(PostQueries.Visible(db, viewer).Where(post => post.RemovedAt == null), reaction => reaction.PostId, post => post.Id, (reaction, post) => reaction)
            .OrderByDescending(reaction => reaction.PostId)
            .Skip((page - 1) * PageSize)
            .Take(PageSize + 1)
            .ToDictionaryAsync(reaction => reaction.PostId, reaction => reaction.Kind, cancellation);
        if (kinds.Count == 0)
            return new ReactedPage([], false);
        var ids = kinds.Keys.OrderDescending().Take(PageSize).ToList();
        var posts = await AuthoredPosts.ReadAsync(db.Posts.AsNoTracking().Where(post => ids.Contains(post.Id)), texts, cancellation);
        return new ReactedPage(
            [.. posts.OrderByDescending(static post => post.Id).Select(post => new ReactedPost(post, kinds[post.Id]))],
            kinds.Count > PageSize && page < MaxPages);
    }
}
