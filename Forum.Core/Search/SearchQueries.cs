using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Search;

/// <summary>
/// Finds posts by what they say. What the viewer may not read is not found, nor told to be there: who may read a board is a part of what
/// the index is asked for, and is asked once more of each post that it names.
/// </summary>
/// <param name="databases">Where from.</param>
/// <param name="boards">Knows the board that is named.</param>
/// <param name="threads">Knows the thread that is named.</param>
/// <param name="members">Knows the author who is named.</param>
/// <param name="limits">How often somebody may search.</param>
public sealed class SearchQueries(
    IDbContextFactory<ForumDb> databases, BoardQueries boards, ThreadQueries threads, MemberNameQueries members, RateLimits limits)
{
    /// <summary>How many results stand on a page.</summary>
    public const int PageSize = 20;

    /// <summary>How many results there are at the most. Whoever has that many does better to say more.</summary>
    public const int MostHits = 500;

    /// <summary>How long the index is looked through. A rare word takes a thousandth of it; two words that all posts have, but never together, take longer.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private const string Occurrences = """
        length(highlight("PostSearch", 0, char(2), '')) - length("PostSearch"."Title") AS "InTitle",
        length(highlight("PostSearch", 1, char(2), '')) - length("PostSearch"."Text") AS "InText",
        length("PostSearch"."Text") AS "Length"
        """;

    private const string NotCounted = """0 AS "InTitle", 0 AS "InText", 0 AS "Length" """;

    private static readonly Refusal NothingAsked = new("Write at least one word to look for.", nameof(SearchRequest.Words));
    private static readonly Refusal NoBoard = new("There is no such board.", nameof(SearchRequest.Board));
    private static readonly Refusal NoThread = new("There is no such thread.", nameof(SearchRequest.ThreadId));
    private static readonly Refusal NoAuthor = new("There is no member of this name.", nameof(SearchRequest.Author));

    /// <summary>Finds posts.</summary>
    /// <param name="viewer">Who looks. Boards that they ignore are looked through only when they are named.</param>
    /// <param name="request">What they look for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A page of what was found; or why nothing was looked for: no word, nothing of the name that was given, or too many searches.</returns>
    public async Task<Outcome<SearchResults>> FindAsync(Viewer viewer, SearchRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(request);
        var words = SearchWords.Read(request.Words);
        if (words.IsEmpty)
            return NothingAsked;
        if (limits.Count(LimitedAct.Search, viewer.LimitKey) is { } tooQuick)
            return tooQuick;

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var facts = await FactsAsync(db, viewer, request, cancellation);
        if (!facts.IsDone)
            return facts.Refusal!;
        if (facts.Value.Any(static oneOf => oneOf.Count == 0))
            return new SearchResults([], 0, false, 1);
        var match = words.ToMatch(request.TitlesOnly ? "{Title}" : "{Title Text}", facts.Value);
        var (found, isCutShort) = await MatchAsync(db, viewer, match, request.Order, cancellation);
        var ordered = found.Take(MostHits);
        if (request.Order == SearchOrder.Best)
            ordered = ordered.OrderByDescending(static hit => hit.Weight).ThenByDescending(static hit => hit.Id);

        var count = Math.Min(found.Count, MostHits);
        var page = Math.Clamp(request.Page, 1, Math.Max(1, (count + PageSize - 1) / PageSize));
        var ids = ordered.Skip((page - 1) * PageSize).Take(PageSize).Select(static hit => hit.Id).ToList();
        return new SearchResults(ids.Count == 0 ? [] : [.. await HitsAsync(db, match, ids, cancellation)], count, found.Count > MostHits, page)
        {
            IsCutShort = isCutShort,
            IsIndexing = await db.SearchProgress.AnyAsync(progress => progress.Below > 0, cancellation),
        };
    }

    // Each list: one of these has to be true of a post. An empty one: nothing can be.
    private async Task<Outcome<List<IReadOnlyList<string>>>> FactsAsync(ForumDb db, Viewer viewer, SearchRequest request, CancellationToken cancellation)
    {
        var facts = new List<IReadOnlyList<string>>();
        if (!string.IsNullOrWhiteSpace(request.Board))
        {
            if (await boards.FindAsync(viewer, request.Board.Trim(), cancellation) is not { } board)
                return NoBoard;
            facts.Add([PostFacts.OfBoard(board.Id)]);
        }

        if (request.ThreadId is { } threadId)
        {
            if (await threads.FindAsync(viewer, threadId, cancellation) is null)
                return NoThread;
            facts.Add([PostFacts.OfThread(threadId)]);
        }

        if (!string.IsNullOrWhiteSpace(request.Author))
        {
            if (await members.ProfileAsync(request.Author.Trim(), cancellation) is not { } author)
                return NoAuthor;
            facts.Add([PostFacts.OfAuthor(author.Id)]);
        }

        if (string.IsNullOrWhiteSpace(request.Board) && request.ThreadId is null && await ReadBoardsAsync(db, viewer, cancellation) is { } read)
            facts.Add(read);
        return facts;
    }

    // Null when they are all: then the index need not look.
    private static async Task<IReadOnlyList<string>?> ReadBoardsAsync(ForumDb db, Viewer viewer, CancellationToken cancellation)
    {
        var all = await db.Boards.Select(board => new { board.Id, board.ReadRole }).ToListAsync(cancellation);
        var read = all.Where(board => board.ReadRole <= viewer.Role && !viewer.Choices.IgnoredBoards.Contains(board.Id)).Select(board => PostFacts.OfBoard(board.Id)).ToList();
        return read.Count == all.Count ? null : read;
    }

    /// <summary>
    /// The newest posts that the index names and the viewer may read. It yields them from the newest on, so that as many are looked at as are wanted.
    /// Their weight is made of how often the words occur: the index's own ranks ask how often each word occurs in all posts. Only where it decides
    /// the order are their texts read.
    /// </summary>
    private static async Task<(List<Found> Found, bool IsCutShort)> MatchAsync(
        ForumDb db, Viewer viewer, string match, SearchOrder order, CancellationToken cancellation)
    {
        var found = new List<Found>();
        using var end = await LongReads.EndAfterAsync(db, MostTime, cancellation);
        try
        {
            var sql = $$"""
                SELECT "PostSearch".rowid AS "Id", {{(order == SearchOrder.Best ? Occurrences : NotCounted)}}
                FROM "PostSearch"
                CROSS JOIN "Posts" AS "p" ON "p"."Id" = "PostSearch".rowid
                CROSS JOIN "Threads" AS "t" ON "t"."Id" = "p"."ThreadId"
                CROSS JOIN "Boards" AS "b" ON "b"."Id" = "t"."BoardId"
                WHERE "PostSearch" MATCH {0} AND "p"."RemovedAt" IS NULL AND "t"."IsRemoved" = 0 AND "b"."ReadRole" <= {1}
                ORDER BY "PostSearch".rowid DESC LIMIT {2}
                """;
            var rows = db.Database.SqlQuery<Found>(FormattableStringFactory.Create(sql, match, (int)viewer.Role, MostHits + 1));
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
                found.Add(row);
        }
        catch (DbException error) when (LongReads.IsEnd(error))
        {
            cancellation.ThrowIfCancellationRequested();
            return (found, true);
        }

        return (found, false);
    }

    private static async Task<IEnumerable<SearchHit>> HitsAsync(ForumDb db, string match, List<long> ids, CancellationToken cancellation)
    {
        // One walk over the hits from the last of them to the first: asked for each row by itself, the index looks for its place in the whole
        // list of posts that have the word, once for each. The plus keeps SQLite from asking like that.
        var places = string.Join(", ", ids.Select(static (_, i) => string.Create(CultureInfo.InvariantCulture, $"{{{i + 3}}}")));
        var sql = $$"""
            SELECT rowid AS "Id", highlight("PostSearch", 0, char(2), char(3)) AS "Title", snippet("PostSearch", 1, char(2), char(3), '…', 40) AS "Text"
            FROM "PostSearch" WHERE "PostSearch" MATCH {0} AND rowid BETWEEN {1} AND {2} AND +rowid IN ({{places}})
            ORDER BY rowid DESC
            """;
        var marked = await db.Database.SqlQuery<Marked>(FormattableStringFactory.Create(sql, [match, ids.Min(), ids.Max(), .. ids.Cast<object>()]))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var posts = await db.Posts.Where(post => ids.Contains(post.Id)).Select(post => new
        {
            post.Id,
            post.ThreadId,
            post.Thread!.Title,
            post.Thread.Slug,
            post.Number,
            BoardName = post.Thread.Board!.Name,
            BoardSlug = post.Thread.Board.Slug,
            post.AuthorId,
            AuthorName = post.Author!.UserName,
            post.CreatedAt,
        }).ToDictionaryAsync(post => post.Id, cancellation);

        // What was removed since its key was read is passed over.
        return ids.Where(id => posts.ContainsKey(id) && marked.ContainsKey(id)).Select(id => (Post: posts[id], Marked: marked[id])).Select(hit => new SearchHit
        {
            Id = hit.Post.Id,
            ThreadId = hit.Post.ThreadId,
            ThreadSlug = hit.Post.Slug,
            Number = hit.Post.Number,
            BoardName = hit.Post.BoardName,
            BoardSlug = hit.Post.BoardSlug,
            AuthorId = hit.Post.AuthorId,
            AuthorName = hit.Post.AuthorName,
            CreatedAt = hit.Post.CreatedAt,
            Title = hit.Marked.Title.Length > 0 ? MarkedText.Read(hit.Marked.Title) : [new MarkedText(hit.Post.Title, false)],
            Excerpt = MarkedText.Read(hit.Marked.Text),
        });
    }

    private sealed record Found(long Id, int InTitle, int InText, int Length)
    {
        // A title says what a thread is about. Further mentions count less and less, and less in a long text.
        public double Weight => (InTitle > 0 ? 2 : 0) + (InText / (InText + 0.5 + (Length / 500.0)));
    }

    private sealed record Marked(long Id, string Title, string Text);
}
