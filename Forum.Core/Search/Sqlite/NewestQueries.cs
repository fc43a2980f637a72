using System.Runtime.CompilerServices;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Search.Sqlite;

/// <summary>
/// Reads the newest posts of the forum, a board, a thread or a member. The index finds them newest first, regardless of
/// other posts in between.
/// </summary>
public sealed class NewestQueries(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The newest posts that the viewer may read and that aren't removed, newest first.</summary>
    /// <param name="of">The scope.</param>
    /// <param name="id">The board, thread or member; ignored for the forum.</param>
    /// <param name="count">The maximum number of posts.</param>
    public async Task<IReadOnlyList<NewestPost>> FindAsync(Viewer viewer, NewestOf of, int id, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await MatchAsync(db, viewer, of, id, cancellation) is not { } match)
            return [];
        var sql = $$"""
            SELECT "PostSearch".rowid AS "Value"
            FROM "PostSearch"
            CROSS JOIN "Posts" AS "p" ON "p"."Id" = "PostSearch".rowid
            CROSS JOIN "Threads" AS "t" ON "t"."Id" = "p"."ThreadId"
            CROSS JOIN "Boards" AS "b" ON "b"."Id" = "t"."BoardId"
            WHERE {{(match.Length == 0 ? "" : "\"PostSearch\" MATCH {2} AND")}} "p"."RemovedAt" IS NULL AND "t"."IsRemoved" = 0 AND "b"."ReadRole" <= {0}
            ORDER BY "PostSearch".rowid DESC LIMIT {1}
            """;
        object[] values = [(int)viewer.Role, count, match];
        var ids = await db.Database.SqlQuery<long>(FormattableStringFactory.Create(sql, match.Length == 0 ? values[..2] : values)).ToListAsync(cancellation);
        var posts = await db.Posts.Where(post => ids.Contains(post.Id))
            .Select(post => new NewestPost(
                post.Id, post.Thread!.Title, post.Number, post.AuthorId, post.Author!.UserName, post.CreatedAt, post.EditedAt ?? post.CreatedAt, post.Html))
            .ToDictionaryAsync(post => post.Id, cancellation);
        return [.. ids.Where(posts.ContainsKey).Select(postId => posts[postId])];
    }

    // The query for the index: empty for everything, null if there is nothing to read. It lists boards only if the
    // viewer can't read all of them, because each board in the query is a list as long as the board.
    private static async Task<string?> MatchAsync(ForumDb db, Viewer viewer, NewestOf of, int id, CancellationToken cancellation)
    {
        var all = await db.Boards.Select(board => new { board.Id, board.ReadRole }).ToListAsync(cancellation);
        var read = all.Where(board => board.ReadRole <= viewer.Role).Select(static board => board.Id).ToList();
        if (read.Count == 0 || (of == NewestOf.Board && !read.Contains(id)))
            return null;
        string[] facts =
        [
            .. of switch
            {
                NewestOf.Board => [SearchFacets.OfBoard(id)],
                NewestOf.Thread => [SearchFacets.OfThread(id)],
                NewestOf.Author => [SearchFacets.OfAuthor(id)],
                _ => (string[])[],
            },
            .. of is NewestOf.Board or NewestOf.Thread || read.Count == all.Count ? (string[])[] : [string.Join(" OR ", read.Select(SearchFacets.OfBoard))],
        ];
        return string.Join(" AND ", facts.Select(static fact => $"Facts : ({fact})"));
    }
}
