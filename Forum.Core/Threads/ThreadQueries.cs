using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>Reads threads. What the viewer can't see looks as if it didn't exist.</summary>
public sealed class ThreadQueries(IDbContextFactory<ForumDb> databases, ChangeCounters changes, MemberFaces faces) : IDisposable
{
    /// <summary>The number of threads on a board page.</summary>
    public const int PageSize = 20;

    private const int MaxThreads = 10_000;
    private const int MaxRows = 20_000;

    private readonly ViewCache<int, ThreadView> _threads = new(changes, MaxThreads);
    private readonly ViewCache<int, RemovedThreads> _removed = new(changes, MaxThreads);
    private readonly ViewCache<(Role Role, int Page, bool Removed), IReadOnlyList<ThreadRow>> _pages = new(changes, MaxRows, static rows => rows.Count + 1);

    // The keys come from the covering index; only the rows of this page are then read.
    private static readonly Func<ForumDb, int, bool, Role, int, IAsyncEnumerable<ThreadRow>> PageOf = EF.CompileAsyncQuery(
        (ForumDb db, int boardId, bool removed, Role role, int skip) => db.Threads
            .Where(thread => db.Threads
                .Where(other => other.BoardId == boardId && other.IsRemoved == removed && other.Board!.ReadRole <= role)
                .OrderByDescending(other => other.IsPinned).ThenByDescending(other => other.LastPostAt).ThenByDescending(other => other.Id)
                .Skip(skip).Take(PageSize)
                .Select(other => other.Id)
                .Contains(thread.Id))
            .LeftJoin(db.Posts.Where(post => post.Number == 1 && post.RemovedAt == null), thread => thread.Id, post => post.ThreadId, (thread, first) => new FoundThread
            {
                Thread = thread,
                First = first,
                LastVisibleNumber = db.Posts.Where(post => post.ThreadId == thread.Id && post.RemovedAt == null).OrderByDescending(post => post.Number).Select(post => (int?)post.Number).FirstOrDefault(),
            })
            .Select(ThreadRows.Row));

    private static readonly Func<ForumDb, int, Task<ThreadRow?>> RowOf = EF.CompileAsyncQuery(
        (ForumDb db, int threadId) => db.Threads.Where(thread => thread.Id == threadId && !thread.IsRemoved)
            .LeftJoin(db.Posts.Where(post => post.Number == 1 && post.RemovedAt == null), thread => thread.Id, post => post.ThreadId, (thread, first) => new FoundThread
            {
                Thread = thread,
                First = first,
                LastVisibleNumber = db.Posts.Where(post => post.ThreadId == thread.Id && post.RemovedAt == null).OrderByDescending(post => post.Number).Select(post => (int?)post.Number).FirstOrDefault(),
            })
            .Select(ThreadRows.Row)
            .FirstOrDefault());

    private static readonly Func<ForumDb, int, Task<ThreadView?>> ById = EF.CompileAsyncQuery(
        (ForumDb db, int threadId) => db.Threads
            .Where(thread => thread.Id == threadId)
            .Select(thread => new ThreadView
            {
                Id = thread.Id,
                Title = thread.Title,
                Slug = thread.Slug,
                BoardId = thread.BoardId,
                BoardName = thread.Board!.Name,
                BoardSlug = thread.Board.Slug,
                BoardLook = new BoardLook(thread.Board.Color, thread.Board.Icon),
                AuthorId = thread.AuthorId,
                RecentPosters = thread.RecentPosters,
                Access = new BoardAccess(
                    thread.Board.ReadRole,
                    thread.Board.StartRole,
                    thread.Board.ReplyRole,
                    thread.Board.ArchivedAt != null || thread.Board.Category!.ArchivedAt != null),
                LastNumber = thread.LastNumber,
                LastVisibleNumber = db.Posts.Where(post => post.ThreadId == thread.Id && post.RemovedAt == null).OrderByDescending(post => post.Number).Select(post => post.Number).FirstOrDefault(),
                ReplyCount = thread.PostCount - db.Posts.Count(post => post.ThreadId == thread.Id && post.Number == 1 && post.RemovedAt == null),
                ViewCount = thread.ViewCount,
                IsPinned = thread.IsPinned,
                IsLocked = thread.LockedAt != null,
                Starter = thread.AuthorId == null
                    ? null
                    : new ThreadParticipant(thread.AuthorId.Value, thread.Author!.UserName, thread.Author.LockedAt == null ? thread.Author.AvatarVersion : null),
                CreatedAt = thread.CreatedAt,
                LastPostAt = thread.LastPostAt,
                IsRemoved = thread.IsRemoved,
                RemovedReason = thread.RemovedReason,
            })
            .FirstOrDefault());

    /// <summary>A thread; null if the viewer can't see it.</summary>
    public async ValueTask<ThreadView?> FindAsync(Viewer viewer, int threadId, CancellationToken cancellation = default)
    {
        var thread = await _threads.FindAsync(LiveChannel.Thread(threadId), threadId, async earlier =>
        {
            await using var db = await databases.CreateDbContextAsync();
            if (await ById(db, threadId) is not { } found)
                return null;
            found = found with { Participants = await ThreadParticipants.FindAsync(db, found) };

            // What was rendered from the same instance is still there.
            return found == earlier ? earlier : found;
        }, cancellation);
        return SeenBy(viewer, thread);
    }

    /// <summary>A page of a board's threads: pinned ones first, then the newest activity.</summary>
    /// <param name="viewer">The viewer; the caller has checked access to the board.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="removed">The removed threads instead of the visible ones; moderators only.</param>
    public async Task<IReadOnlyList<ThreadRow>> PageAsync(
        Viewer viewer, int boardId, int page, bool removed = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (removed && !viewer.IsModerator)
            return [];
        return await _pages.FindAsync(
            LiveChannel.Board(boardId), (viewer.Role, page, removed), earlier => ReadPageAsync((viewer.Role, page, removed), boardId, earlier ?? []), cancellation) ?? [];
    }

    /// <summary>The number of removed threads in a board; 0 if the viewer isn't a moderator.</summary>
    public async Task<int> CountRemovedAsync(Viewer viewer, int boardId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsModerator)
            return 0;
        var count = await _removed.FindAsync(LiveChannel.Board(boardId), 0, async () =>
        {
            await using var db = await databases.CreateDbContextAsync();

            // As a parameter, the index is used to find removed ones; as a bare column, the whole board would be
            // scanned.
            var removed = true;
            return new RemovedThreads(await db.Threads.CountAsync(thread => thread.BoardId == boardId && thread.IsRemoved == removed));
        }, cancellation);
        return count?.Count ?? 0;
    }

    /// <summary>
    /// A thread as a row for the live feed: rendered once for all subscribers of its board, who have already been
    /// authorized. Null if it's removed.
    /// </summary>
    public async Task<ThreadRow?> RowAsync(int threadId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await RowOf(db, threadId) is { } row ? (await faces.OnAsync([row], cancellation))[0] : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _threads.Dispose();
        _pages.Dispose();
        _removed.Dispose();
    }

    /// <summary>Evicts the figures that a batch has changed without an event.</summary>
    internal void ForgetViewCounts() => _threads.Clear();

    internal static async Task<ThreadView?> FindAsync(ForumDb db, Person person, int threadId) =>
        SeenBy(person, await ById(db, threadId));

    private async Task<IReadOnlyList<ThreadRow>?> ReadPageAsync((Role Role, int Page, bool Removed) which, int boardId, IReadOnlyList<ThreadRow> earlier)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = new List<ThreadRow>(PageSize);
        await foreach (var row in PageOf(db, boardId, which.Removed, which.Role, (which.Page - 1) * PageSize))
            rows.Add(row);

        // The statement picks the right threads in order, but yields their rows in any order.
        return [.. (await faces.OnAsync(rows)).TakenFrom(earlier).OrderByDescending(static row => row.IsPinned).ThenByDescending(static row => row.LastPostAt).ThenByDescending(static row => row.Id)];
    }

    private static ThreadView? SeenBy(Person person, ThreadView? thread)
    {
        ArgumentNullException.ThrowIfNull(person);
        return thread is not null && thread.Access.CanRead(person) && (!thread.IsRemoved || person.IsModerator) ? thread : null;
    }

    private sealed record RemovedThreads(int Count);
}
