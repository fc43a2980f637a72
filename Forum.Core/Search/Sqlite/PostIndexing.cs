using Forum.Core.Data;
using Forum.Core.Posts;

namespace Forum.Core.Search.Sqlite;

/// <summary>
/// Keeps the search index up to date with what is written. FTS5 writes a segment at the end of each savepoint and merges
/// them later: new posts are therefore indexed one after another, just before the commit that they share, which leaves
/// less to merge. The job for older posts may have indexed a post already.
/// </summary>
public sealed class PostIndexing : IBeforeBatchCommit<PostsWritten>, IBeforeCommit<PostEdited>, IBeforeCommit<PostVisibilityChanged>
{
    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, PostsWritten fact)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        var posts = fact.Posts.Select(static post =>
            new IndexedPost(post.Id, post.Number == 1 ? post.Title : "", post.Html, post.BoardId, post.ThreadId, post.AuthorId));
        return PostIndex.ReplaceAsync(scope.Db, posts, CancellationToken.None);
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, PostEdited fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        return PostIndex.FollowAsync(scope.Db, fact.Post, cancellation);
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, PostVisibilityChanged fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        return PostIndex.FollowAsync(scope.Db, fact.Post, cancellation);
    }
}
