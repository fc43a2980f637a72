using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>A thread that the viewer watches.</summary>
public sealed record WatchedThread(int ThreadId, string Title, string Slug, string BoardName, DateTimeOffset LastPostAt);

/// <summary>A board that the viewer watches.</summary>
public sealed record WatchedBoard(int BoardId, string Name, string Slug);

/// <summary>What the viewer watches and may see.</summary>
public sealed class MyWatches(IDbContextFactory<ForumDb> databases, ChangeCounters changes) : IDisposable
{
    /// <summary>The number of threads on a page.</summary>
    public const int PageSize = 25;

    private const int MaxKept = 50_000;
    private readonly ViewCache<(int ThreadId, long Changes), Answer> _threads = new(changes, MaxKept);
    private readonly ViewCache<int, Answer> _boards = new(changes, MaxKept);

    /// <summary>Whether the viewer watches a thread; cached after the first check. False for a guest.</summary>
    public async ValueTask<bool> WatchesThreadAsync(Viewer viewer, int threadId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return false;

        // The thread's change count is part of the key, because replying starts watching.
        var answer = await _threads.FindAsync(LiveChannel.Member(memberId), (threadId, changes.Of(LiveChannel.Thread(threadId))), async () =>
        {
            await using var db = await databases.CreateDbContextAsync();
            return Answer.Of(await db.ThreadWatches.AnyAsync(
                watch => watch.MemberId == memberId && watch.ThreadId == threadId && watch.ToldFrom != ThreadWatch.Stopped));
        }, cancellation);
        return answer!.IsYes;
    }

    /// <summary>Whether the viewer watches a board; cached after the first check. False for a guest.</summary>
    public async ValueTask<bool> WatchesBoardAsync(Viewer viewer, int boardId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return false;
        var answer = await _boards.FindAsync(LiveChannel.Member(memberId), boardId, async () =>
        {
            await using var db = await databases.CreateDbContextAsync();
            return Answer.Of(await db.BoardWatches.AnyAsync(watch => watch.MemberId == memberId && watch.BoardId == boardId));
        }, cancellation);
        return answer!.IsYes;
    }

    /// <summary>
    /// A page of the threads that the viewer watches, newest activity first; plus one more item if there is another
    /// page. Empty for a guest.
    /// </summary>
    /// <param name="page">The page, from 1.</param>
    public async Task<IReadOnlyList<WatchedThread>> ThreadsAsync(Viewer viewer, int page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return [];
        var (role, seesRemoved) = (viewer.Role, viewer.IsModerator);
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // Keys first, so that the sorted rows are narrow.
        var ids = await db.ThreadWatches.Where(watch => watch.MemberId == memberId && watch.ToldFrom != ThreadWatch.Stopped)
            .Join(db.Threads, watch => watch.ThreadId, thread => thread.Id, (watch, thread) => thread)
            .Where(thread => thread.Board!.ReadRole <= role && (seesRemoved || !thread.IsRemoved))
            .OrderByDescending(thread => thread.LastPostAt).ThenByDescending(thread => thread.Id)
            .Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize + 1)
            .Select(thread => thread.Id).ToListAsync(cancellation);
        if (ids.Count == 0)
            return [];
        var rows = await db.Threads.Where(thread => ids.Contains(thread.Id))
            .Select(thread => new WatchedThread(thread.Id, thread.Title, thread.Slug, thread.Board!.Name, thread.LastPostAt))
            .ToDictionaryAsync(thread => thread.ThreadId, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>The boards that the viewer watches, by name; empty for a guest.</summary>
    public async Task<IReadOnlyList<WatchedBoard>> BoardsAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var boards = await db.Boards.VisibleTo(viewer)
            .Where(board => db.BoardWatches.Any(watch => watch.MemberId == viewer.MemberId && watch.BoardId == board.Id))
            .Select(board => new WatchedBoard(board.Id, board.Name, board.Slug)).ToListAsync(cancellation);
        return [.. boards.OrderBy(board => board.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _threads.Dispose();
        _boards.Dispose();
    }

    private sealed record Answer(bool IsYes)
    {
        private static readonly Answer Yes = new(true);
        private static readonly Answer No = new(false);

        public static Answer Of(bool isYes) => isYes ? Yes : No;
    }
}
