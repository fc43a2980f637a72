using System.Data.Common;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Data.Sqlite;
using Forum.Core.Members;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Search.Sqlite;

/// <summary>
/// Full-text search in posts. What the viewer can't read is neither found nor revealed: access is part of the index
/// query, and is checked again for each post found.
/// </summary>
public sealed class SearchQueries(
    IDbContextFactory<ForumDb> databases, BoardQueries boards, ThreadQueries threads, MemberNameQueries members, RateLimits limits)
{
    /// <summary>The number of results per page.</summary>
    public const int PageSize = 20;

    /// <summary>The maximum number of results. Anyone who gets that many should refine the search.</summary>
    public const int MaxHits = 500;

    /// <summary>
    /// The time limit for searching the index. A rare word takes a thousandth of it; two words that occur in all posts
    /// but never together take longer.
    /// </summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    private static readonly Func<ForumDb, Task<bool>> IsIndexing = EF.CompileAsyncQuery(
        static (ForumDb db) => db.SearchProgress.Any(progress => progress.Below > 0));

    // Reads the texts from FTS5's own tables (fts5.html, "FTS5 Data Structures"): reading them through FTS5 runs a
    // statement for each row, which took two thirds of a search. Reads only as much of each text as decides the order
    // of the results; only long ones need their letters counted.
    private const string Texts = """, "c".c0, iif(octet_length("c".c1) <= 4000, "c".c1, substr("c".c1, 1, 4000))""";
    private const string WithTexts = """CROSS JOIN "PostSearch_content" AS "c" ON "c".id = "PostSearch".rowid""";
    private const string Hits = """
        SELECT "p"."Id", "p"."ThreadId", "t"."Title", "t"."Slug", "p"."Number", "b"."Name", "b"."Slug", "p"."AuthorId", "m"."UserName", "p"."CreatedAt", "c".c0, "c".c1, "b"."Color", "b"."Icon"
        FROM json_each(@p0) AS "k"
        CROSS JOIN "Posts" AS "p" ON "p"."Id" = "k".value
        CROSS JOIN "PostSearch_content" AS "c" ON "c".id = "p"."Id"
        CROSS JOIN "Threads" AS "t" ON "t"."Id" = "p"."ThreadId"
        CROSS JOIN "Boards" AS "b" ON "b"."Id" = "t"."BoardId"
        LEFT JOIN "Members" AS "m" ON "m"."Id" = "p"."AuthorId"
        ORDER BY "k".key
        """;
    private static readonly Refusal NothingAsked = new("Enter at least one word to search for.", nameof(SearchRequest.Words));
    private static readonly Refusal NoBoard = new("Board not found.", nameof(SearchRequest.Board));
    private static readonly Refusal NoThread = new("Thread not found.", nameof(SearchRequest.ThreadId));
    private static readonly Refusal NoAuthor = new("Member not found.", nameof(SearchRequest.Author));

    /// <summary>Searches posts.</summary>
    /// <param name="viewer">The viewer. Boards that they ignore are searched only if named.</param>
    /// <returns>A page of results; or a refusal if there is no word, the given name doesn't exist, or there are too
    /// many searches.</returns>
    public async Task<Outcome<SearchResults>> FindAsync(Viewer viewer, SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(request);
        var words = SearchWords.Read(request.Words);
        if (words.IsEmpty)
            return NothingAsked;
        if (limits.Count(SearchRequest.Limit, viewer.LimitKey) is { } tooQuick)
            return tooQuick;

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var facts = await FactsAsync(viewer, request, cancellation);
        if (!facts.IsDone)
            return facts.Refusal!;
        if (facts.Value.Any(static oneOf => oneOf.Count == 0))
            return new SearchResults([], 0, false, 1);
        var match = words.ToMatch(request.TitlesOnly ? "{Title}" : "{Title Text}", facts.Value);
        var excerpt = new SearchExcerpt(words);
        var (found, isCutShort) = await MatchAsync(db, viewer, match, request.Order == SearchOrder.Best ? excerpt : null, cancellation);
        var isMore = found.Count > MaxHits;
        if (isMore)
            found.RemoveAt(MaxHits);
        if (request.Order == SearchOrder.Best)
            found = [.. found.OrderByDescending(static hit => hit.Weight).ThenByDescending(static hit => hit.Id)];

        var page = Math.Clamp(request.Page, 1, Math.Max(1, (found.Count + PageSize - 1) / PageSize));
        var ids = found.Skip((page - 1) * PageSize).Take(PageSize).Select(static hit => hit.Id).ToList();
        return new SearchResults(ids.Count == 0 ? [] : [.. await HitsAsync(db, excerpt, ids, cancellation).ToListAsync(cancellation)], found.Count, isMore, page)
        {
            IsCutShort = isCutShort,
            IsIndexing = await IsIndexing(db),
        };
    }

    // Of each list, at least one fact must be true of a post. An empty list matches nothing.
    private async Task<Outcome<List<IReadOnlyList<string>>>> FactsAsync(Viewer viewer, SearchRequest request, CancellationToken cancellation)
    {
        var facts = new List<IReadOnlyList<string>>();
        if (!string.IsNullOrWhiteSpace(request.Board))
        {
            if (await boards.FindAsync(viewer, request.Board.Trim(), cancellation) is not { } board)
                return NoBoard;
            facts.Add([SearchFacets.OfBoard(board.Id)]);
        }

        if (request.ThreadId is { } threadId)
        {
            if (await threads.FindAsync(viewer, threadId, cancellation) is null)
                return NoThread;
            facts.Add([SearchFacets.OfThread(threadId)]);
        }

        if (!string.IsNullOrWhiteSpace(request.Author))
        {
            if (await members.ProfileAsync(request.Author.Trim(), cancellation) is not { } author)
                return NoAuthor;
            facts.Add([SearchFacets.OfAuthor(author.Id)]);
        }

        if (string.IsNullOrWhiteSpace(request.Board) && request.ThreadId is null && await ReadBoardsAsync(viewer, cancellation) is { } read)
            facts.Add(read);
        return facts;
    }

    // Null if the viewer can read all boards: then the index doesn't need to check.
    private async Task<IReadOnlyList<string>?> ReadBoardsAsync(Viewer viewer, CancellationToken cancellation)
    {
        var categories = (await boards.HomeAsync(viewer, cancellation: cancellation)).Concat(await boards.HomeAsync(viewer, archived: true, cancellation));
        var read = categories.SelectMany(static category => category.Boards).Where(board => !viewer.IgnoredBoards.Contains(board.Id)).ToList();
        return read.Count == await boards.CountAsync(cancellation) ? null : read.ConvertAll(static board => SearchFacets.OfBoard(board.Id));
    }

    /// <summary>
    /// The newest posts in the index that the viewer may read. Yields them newest first, so that only as many are read
    /// as needed. The weight comes from word counts, because the index's own ranking counts each word in all posts.
    /// Texts are read only where the weight decides the order.
    /// </summary>
    private static async Task<(List<Found> Found, bool IsCutShort)> MatchAsync(
        ForumDb db, Viewer viewer, string match, SearchExcerpt? weighing, CancellationToken cancellation)
    {
        var found = new List<Found>();
        using var end = await LongReads.EndAfterAsync(db, MaxTime, cancellation);
        try
        {
            var sql = $"""
                SELECT "PostSearch".rowid{(weighing is null ? "" : Texts)}
                FROM "PostSearch"
                CROSS JOIN "Posts" AS "p" ON "p"."Id" = "PostSearch".rowid
                CROSS JOIN "Threads" AS "t" ON "t"."Id" = "p"."ThreadId"
                CROSS JOIN "Boards" AS "b" ON "b"."Id" = "t"."BoardId"
                {(weighing is null ? "" : WithTexts)}
                WHERE "PostSearch" MATCH @p0 AND "p"."RemovedAt" IS NULL AND "t"."IsRemoved" = 0 AND "b"."ReadRole" <= @p1
                ORDER BY "PostSearch".rowid DESC LIMIT @p2
                """;
            var rows = PreparedCommands.ReadAsync(
                db, sql, [match, (int)viewer.Role, MaxHits + 1],
                row => new Found(row.GetInt64(0), weighing?.Weigh(row.GetString(1), row.GetString(2)) ?? 0), cancellation);
            await foreach (var row in rows)
                found.Add(row);
        }
        catch (DbException error) when (LongReads.IsEnd(error))
        {
            cancellation.ThrowIfCancellationRequested();
            return (found, true);
        }

        return (found, false);
    }

    // Skips posts removed since their keys were read.
    private static IAsyncEnumerable<SearchHit> HitsAsync(ForumDb db, SearchExcerpt excerpt, IEnumerable<long> ids, CancellationToken cancellation) =>
        PreparedCommands.ReadAsync(db, Hits, [$"[{string.Join(',', ids)}]"], row => ToHit(row, excerpt), cancellation);

    private static SearchHit ToHit(DbDataReader row, SearchExcerpt excerpt)
    {
        var title = row.GetString(10);
        return new SearchHit
        {
            Id = row.GetInt64(0),
            ThreadId = row.GetInt32(1),
            ThreadSlug = row.GetString(3),
            Number = row.GetInt32(4),
            BoardName = row.GetString(5),
            BoardSlug = row.GetString(6),
            BoardLook = new BoardLook((BoardColor)row.GetInt32(12), row.GetString(13)),
            AuthorId = row.IsDBNull(7) ? null : row.GetInt32(7),
            AuthorName = row.IsDBNull(8) ? null : row.GetString(8),
            CreatedAt = new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero),
            Title = title.Length > 0 ? excerpt.Mark(title) : [new MarkedText(row.GetString(2), false)],
            Excerpt = excerpt.Of(row.GetString(11)),
        };
    }

    private readonly record struct Found(long Id, double Weight);
}
