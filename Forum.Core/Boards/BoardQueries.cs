using System.Collections.Frozen;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>Reads boards. What the viewer may not see looks as if it were not there.</summary>
/// <param name="databases">Where from.</param>
/// <param name="changes">Tells when what is kept is no longer true.</param>
public sealed class BoardQueries(IDbContextFactory<ForumDb> databases, ChangeCounters changes)
{
    private readonly KeptValue<FrozenDictionary<string, int>> _ids = new(changes);

    /// <summary>The categories with their boards, in order; archived boards and categories only when asked for, and then only these.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="archived">The archived ones instead of those in use.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<CategoryView>> HomeAsync(Viewer viewer, bool archived = false, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var boards = await Views(db, db.Boards.VisibleTo(viewer)
                .Where(board => archived == (board.ArchivedAt != null || board.Category!.ArchivedAt != null))
                .OrderBy(board => board.Category!.Position).ThenBy(board => board.CategoryId).ThenBy(board => board.Position).ThenBy(board => board.Id))
            .ToListAsync(cancellation);
        return [.. boards.GroupBy(board => board.CategoryId).Select(group => new CategoryView(group.Key, group.First().CategoryName, [.. group]))];
    }

    /// <summary>A board by its name in the address; null when the viewer may not see it.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="slug">The name in the address.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BoardView?> FindAsync(Viewer viewer, string slug, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Views(db, db.Boards.VisibleTo(viewer).Where(board => board.Slug == slug)).FirstOrDefaultAsync(cancellation);
    }

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
    public async Task<BoardView?> FindAsync(Viewer viewer, int boardId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await FindAsync(db, viewer, boardId, cancellation);
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

    internal static Task<BoardView?> FindAsync(ForumDb db, Viewer viewer, int boardId, CancellationToken cancellation) =>
        Views(db, db.Boards.VisibleTo(viewer).Where(board => board.Id == boardId)).FirstOrDefaultAsync(cancellation);

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
            Last = last == null ? null : new LastPost(last.Id, last.Title, last.Slug, last.LastNumber, last.LastPostAt, last.LastPoster!.UserName),
        };
}
