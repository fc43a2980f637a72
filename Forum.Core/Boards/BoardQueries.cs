using System.Collections.Frozen;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>Reads boards. What the viewer may not see looks as if it were not there.</summary>
/// <param name="databases">Where from.</param>
/// <param name="changes">Tells when what is kept is no longer true.</param>
public sealed class BoardQueries(IDbContextFactory<ForumDb> databases, ChangeCounters changes) : IDisposable
{
    private const int MostBoards = 1000;

    private readonly KeptViews<(Role Role, bool Archived), IReadOnlyList<CategoryView>> _homes = new(changes, MostBoards);
    private readonly KeptViews<int, BoardView> _boards = new(changes, MostBoards);
    private readonly KeptValue<FrozenDictionary<string, int>> _ids = new(changes);

    /// <summary>The categories with their boards, in order; archived boards and categories only when asked for, and then only these.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="archived">The archived ones instead of those in use.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<IReadOnlyList<CategoryView>> HomeAsync(Viewer viewer, bool archived = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);

        // What somebody sees depends on nothing but their role.
        return await _homes.FindAsync(LiveChannel.Home, (viewer.Role, archived), async () => await ReadHomeAsync(viewer, archived, cancellation)) ?? [];
    }

    /// <summary>A board by its name in the address; null when the viewer may not see it.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="slug">The name in the address.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<BoardView?> FindAsync(Viewer viewer, string slug, CancellationToken cancellation = default) =>
        await IdAsync(slug, cancellation) is { } id ? await FindAsync(viewer, id, cancellation) : null;

    /// <summary>A board's key by its name in the address, out of memory; null when there is none. Says nothing about who may see it.</summary>
    /// <param name="slug">The name in the address.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<int?> IdAsync(string slug, CancellationToken cancellation = default)
    {
        var ids = await _ids.GetAsync(ReadIdsAsync, cancellation);
        return ids.TryGetValue(slug, out var id) ? id : null;
    }

    /// <summary>A board by its key; null when the viewer may not see it.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<BoardView?> FindAsync(Viewer viewer, int boardId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var board = await _boards.FindAsync(LiveChannel.Board(boardId), boardId, () => RowAsync(boardId, cancellation));
        return board is not null && board.Access.CanRead(viewer) ? board : null;
    }

    /// <summary>
    /// A board for the live feed: drawn once for all who listen and have been let in there. Null when it is gone.
    /// </summary>
    /// <param name="boardId">The board.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BoardView?> RowAsync(int boardId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Views(db, db.Boards.Where(board => board.Id == boardId)).FirstOrDefaultAsync(cancellation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _homes.Dispose();
        _boards.Dispose();
    }

    internal static Task<BoardView?> FindAsync(ForumDb db, Viewer viewer, int boardId, CancellationToken cancellation) =>
        Views(db, db.Boards.VisibleTo(viewer).Where(board => board.Id == boardId)).FirstOrDefaultAsync(cancellation);

    private async Task<IReadOnlyList<CategoryView>?> ReadHomeAsync(Viewer viewer, bool archived, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var boards = await Views(db, db.Boards.VisibleTo(viewer)
                .Where(board => archived == (board.ArchivedAt != null || board.Category!.ArchivedAt != null))
                .OrderBy(board => board.Category!.Position).ThenBy(board => board.CategoryId).ThenBy(board => board.Position).ThenBy(board => board.Id))
            .ToListAsync(cancellation);
        return [.. boards.GroupBy(board => board.CategoryId).Select(group => new CategoryView(group.Key, group.First().CategoryName, [.. group]))];
    }

    private async Task<FrozenDictionary<string, int>> ReadIdsAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await db.Boards.ToDictionaryAsync(board => board.Slug, board => board.Id, cancellation)).ToFrozenDictionary();
    }

    private static IQueryable<BoardView> Views(ForumDb db, IQueryable<Board> boards) =>
        from board in boards.AsNoTracking()
        join thread in db.Threads on board.LastThreadId equals thread.Id into threads
        from last in threads.DefaultIfEmpty()
        select new BoardView
        {
            Id = board.Id,
            CategoryId = board.CategoryId,
            CategoryName = board.Category!.Name,
            Name = board.Name,
            Slug = board.Slug,
            Description = board.Description,
            Access = new BoardAccess(
                board.ReadRole, board.StartRole, board.ReplyRole, board.ArchivedAt != null || board.Category.ArchivedAt != null),
            ThreadCount = board.ThreadCount,
            PostCount = board.PostCount,
            Last = last == null ? null : new LastPost(last.Id, last.Title, last.Slug, last.LastNumber, last.LastPostAt, last.LastPosterId, last.LastPoster!.UserName),
        };
}
