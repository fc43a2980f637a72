using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Search.Sqlite;

/// <summary>A post as the index takes it in.</summary>
/// <param name="Title">The thread's title, for its opening post: who looks for it is led to the beginning. Empty for a reply.</param>
/// <param name="Html">The post as pages show it.</param>
/// <param name="AuthorId">Who wrote it; null for a guest.</param>
internal readonly record struct IndexedPost(long Id, string Title, string Html, int BoardId, int ThreadId, int? AuthorId);

/// <summary>
/// Keeps the index in which posts are found, in the transaction of whatever changes them: what is committed is found by the very next search.
/// One row for each post that stands, under the post's key. What belongs to removed threads stays in it and is passed over by the reader.
/// </summary>
internal static class PostIndex
{
    /// <summary>
    /// Takes in a new post that is saved. FTS5 writes what it holds at the end of each savepoint, and puts these pieces together later: replies
    /// that share a commit are taken in after one another (<see cref="WriteScope.BeforeBatchCommit"/>), which is less to put together. The job
    /// for older posts may have taken this one in between.
    /// </summary>
    public static Task AddAsync(ForumDb db, Post post, int boardId, string title, CancellationToken cancellation) =>
        ReplaceAsync(db, [new(post.Id, title, post.Html, boardId, post.ThreadId, post.AuthorId)], cancellation);

    /// <summary>Takes in many new posts.</summary>
    public static Task AddAsync(ForumDb db, IEnumerable<IndexedPost> posts, CancellationToken cancellation) => WriteAsync(db, "INSERT", posts, cancellation);

    /// <summary>Takes posts in again, whether they were in it or not.</summary>
    public static Task ReplaceAsync(ForumDb db, IEnumerable<IndexedPost> posts, CancellationToken cancellation) => WriteAsync(db, "REPLACE", posts, cancellation);

    /// <summary>Brings the index to what a post now is, after it was edited, removed, put back or emptied. Its thread is loaded.</summary>
    public static Task FollowAsync(ForumDb db, Post post, CancellationToken cancellation)
    {
        if (post.RemovedAt is not null)
            return db.Database.ExecuteSqlAsync($"""DELETE FROM "PostSearch" WHERE rowid = {post.Id}""", cancellation);
        var title = post.Number == 1 ? post.Thread!.Title : "";
        return ReplaceAsync(db, [new(post.Id, title, post.Html, post.Thread!.BoardId, post.ThreadId, post.AuthorId)], cancellation);
    }

    private static async Task WriteAsync(ForumDb db, string verb, IEnumerable<IndexedPost> posts, CancellationToken cancellation)
    {
        var sql = verb + """ INTO "PostSearch" (rowid, "Title", "Text", "Facts") VALUES (@p0, @p1, @p2, @p3)""";
        foreach (var post in posts)
            await PreparedCommands.ExecuteAsync(db, sql, [post.Id, SearchText.Seamed(post.Title), SearchText.From(post.Html), SearchFacets.Of(post)], cancellation);
    }
}
