using System.Collections.Frozen;
using System.Linq.Expressions;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>Reads boards. What the viewer can't see looks as if it didn't exist.</summary>
public sealed class BoardQueries(IDbContextFactory<ForumDb> databases, ChangeCounters changes) : IDisposable
{
    private const int MaxBoards = 1000;

    private static readonly Expression<Func<FoundBoard, BoardView>> View = found => new BoardView
    {
        Id = found.Board.Id,
        CategoryId = found.Board.CategoryId,
        CategoryName = found.Board.Category!.Name,
        Name = found.Board.Name,
        Slug = found.Board.Slug,
        Look = new BoardLook(found.Board.Color, found.Board.Icon),
        Description = found.Board.Description,
        Access = new BoardAccess(
            found.Board.ReadRole, found.Board.StartRole, found.Board.ReplyRole, found.Board.ArchivedAt != null || found.Board.Category.ArchivedAt != null),
        ThreadCount = found.Board.ThreadCount,
        PostCount = found.Board.PostCount,
        Last = found.Last == null ? null : new LastPost(
            found.Last.Id,
            found.Last.Title,
            found.Last.Slug,
            found.LastVisibleNumber ?? found.Last.LastNumber,
            found.Last.LastPostAt,
            found.Last.LastPosterId,
            found.Last.LastPoster!.UserName),
    };

    // A reply invalidates the home page and the board's page, so these two queries are compiled.
    private static readonly Func<ForumDb, int, Task<BoardView?>> ById = EF.CompileAsyncQuery(
        (ForumDb db, int boardId) => db.Boards.Where(board => board.Id == boardId)
            .LeftJoin(db.Threads, board => board.LastThreadId, thread => thread.Id, (board, last) => new FoundBoard
            {
                Board = board,
                Last = last,
                LastVisibleNumber = db.Posts.Where(post => post.ThreadId == board.LastThreadId && post.RemovedAt == null).OrderByDescending(post => post.Number).Select(post => (int?)post.Number).FirstOrDefault(),
            })
            .Select(View)
            .FirstOrDefault());

    private static readonly Func<ForumDb, Role, IAsyncEnumerable<BoardView>> ReadableBy = EF.CompileAsyncQuery(
        (ForumDb db, Role role) => db.Boards.Where(board => board.ReadRole <= role)
            .OrderBy(board => board.Category!.Position).ThenBy(board => board.CategoryId).ThenBy(board => board.Position).ThenBy(board => board.Id)
            .LeftJoin(db.Threads, board => board.LastThreadId, thread => thread.Id, (board, last) => new FoundBoard
            {
                Board = board,
                Last = last,
                LastVisibleNumber = db.Posts.Where(post => post.ThreadId == board.LastThreadId && post.RemovedAt == null).OrderByDescending(post => post.Number).Select(post => (int?)post.Number).FirstOrDefault(),
            })
            .Select(View));

    private readonly ViewCache<Role, HomeView> _homes = new(changes, MaxBoards);
    private readonly ViewCache<int, BoardView> _boards = new(changes, MaxBoards);
    private readonly CachedValue<FrozenDictionary<string, int>> _ids = new(changes);

    /// <summary>The categories and their boards, in order; either the active or the archived ones.</summary>
    /// <param name="archived">The archived ones instead of the active ones.</param>
    public async ValueTask<IReadOnlyList<CategoryView>> HomeAsync(Viewer viewer, bool archived = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);

        // The result depends only on the viewer's role.
        var home = await _homes.FindAsync(LiveChannel.Home, viewer.Role, earlier => ReadHomeAsync(viewer.Role, earlier), cancellation);
        return archived ? home!.Archived : home!.InUse;
    }

    /// <summary>A board by its slug; null if the viewer can't see it.</summary>
    public async ValueTask<BoardView?> FindAsync(Viewer viewer, string slug, CancellationToken cancellation = default) =>
        await IdAsync(slug, cancellation) is { } id ? await FindAsync(viewer, id, cancellation) : null;

    /// <summary>A board's key by its slug, from the cache; null if there is none. Doesn't check access.</summary>
    public async ValueTask<int?> IdAsync(string slug, CancellationToken cancellation = default)
    {
        var ids = await _ids.GetAsync(ReadIdsAsync, cancellation);
        return ids.TryGetValue(slug, out var id) ? id : null;
    }

    /// <summary>The number of boards, regardless of who can read them; from the cache.</summary>
    internal async ValueTask<int> CountAsync(CancellationToken cancellation) => (await _ids.GetAsync(ReadIdsAsync, cancellation)).Count;

    /// <summary>A board by its key; null if the viewer can't see it.</summary>
    public async ValueTask<BoardView?> FindAsync(Viewer viewer, int boardId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var board = await _boards.FindAsync(LiveChannel.Board(boardId), boardId, () => RowAsync(boardId), cancellation);
        return board is not null && board.Access.CanRead(viewer) ? board : null;
    }

    /// <summary>
    /// A board for the live feed: rendered once for all subscribers, who have already been authorized. Null if it's
    /// gone.
    /// </summary>
    public async Task<BoardView?> RowAsync(int boardId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await ById(db, boardId);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _homes.Dispose();
        _boards.Dispose();
    }

    internal static async Task<BoardView?> FindAsync(ForumDb db, Person person, int boardId) =>
        await ById(db, boardId) is { } board && board.Access.CanRead(person) ? board : null;

    private async Task<HomeView?> ReadHomeAsync(Role role, HomeView? earlier)
    {
        await using var db = await databases.CreateDbContextAsync();
        var boards = new List<BoardView>();
        await foreach (var board in ReadableBy(db, role))
            boards.Add(board);
        var (archived, inUse) = (new List<BoardView>(), new List<BoardView>());
        foreach (var board in boards.TakenFrom(earlier?.Boards ?? []))
            (board.Access.IsArchived ? archived : inUse).Add(board);
        return new HomeView(Grouped(inUse), Grouped(archived));
    }

    private static List<CategoryView> Grouped(IEnumerable<BoardView> boards) =>
        [.. boards.GroupBy(static board => board.CategoryId).Select(static group => new CategoryView(group.Key, group.First().CategoryName, [.. group]))];

    private async Task<FrozenDictionary<string, int>> ReadIdsAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        return (await db.Boards.ToDictionaryAsync(board => board.Slug, board => board.Id)).ToFrozenDictionary();
    }

    private sealed class FoundBoard
    {
        public required Board Board { get; init; }

        public required ForumThread? Last { get; init; }

        public required int? LastVisibleNumber { get; init; }
    }

    private sealed record HomeView(IReadOnlyList<CategoryView> InUse, IReadOnlyList<CategoryView> Archived)
    {
        public IEnumerable<BoardView> Boards => InUse.Concat(Archived).SelectMany(static category => category.Boards);
    }
}
