using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Search.Sqlite;

/// <summary>A post to index.</summary>
/// <param name="Title">The thread's title if this is its opening post, so that a match leads to the beginning. Empty
/// for a reply.</param>
/// <param name="Html">The post as pages show it.</param>
/// <param name="AuthorId">The author; null for a guest.</param>
internal readonly record struct IndexedPost(long Id, string Title, string Html, int BoardId, int ThreadId, int? AuthorId);

/// <summary>
/// Maintains the search index in the transaction of each change, so that the next search finds whatever is committed.
/// One row per visible post, under the post's key. Posts in removed threads stay indexed, and the reader skips them.
/// </summary>
internal static class PostIndex
{
    /// <summary>Indexes posts again, whether or not they were indexed.</summary>
    public static Task ReplaceAsync(ForumDb db, IEnumerable<IndexedPost> posts, CancellationToken cancellation) => WriteAsync(db, posts, cancellation);

    /// <summary>Updates the index after a post was edited, removed, restored or cleared. Its thread is loaded.</summary>
    public static Task FollowAsync(ForumDb db, Post post, CancellationToken cancellation)
    {
        if (post.RemovedAt is not null)
            return db.Database.ExecuteSqlAsync($"""DELETE FROM "PostSearch" WHERE rowid = {post.Id}""", cancellation);
        var title = post.Number == 1 ? post.Thread!.Title : "";
        return ReplaceAsync(db, [new(post.Id, title, post.Html, post.Thread!.BoardId, post.ThreadId, post.AuthorId)], cancellation);
    }

    private static async Task WriteAsync(ForumDb db, IEnumerable<IndexedPost> posts, CancellationToken cancellation)
    {
        var sql = """REPLACE INTO "PostSearch" (rowid, "Title", "Text", "Facts") VALUES (@p0, @p1, @p2, @p3)""";
        foreach (var post in posts)
            await PreparedCommands.ExecuteAsync(db, sql, [post.Id, SearchText.Seamed(post.Title), SearchText.From(post.Html), SearchFacets.Of(post)], cancellation);
    }
}
