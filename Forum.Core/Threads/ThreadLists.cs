using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>A page of a list of threads.</summary>
/// <param name="Rows">The threads, in order.</param>
/// <param name="Read">How far the viewer has read each of them; a thread that isn't there hasn't been read.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="PageCount">The number of pages; at least one.</param>
/// <param name="Total">The number of threads on all pages.</param>
public sealed record ThreadListPage(IReadOnlyList<ThreadRow> Rows, IReadOnlyDictionary<int, int> Read, int Page, int PageCount, int Total);

/// <summary>
/// Lists of threads across boards: what the viewer may read, without the boards that they ignore. A list has at most
/// <see cref="MaxThreads"/> threads.
/// </summary>
public sealed class ThreadLists(
    IDbContextFactory<ForumDb> databases, ChangeCounters changes, BoardQueries boards, ReadMarks marks, ThreadRows rows, TopThreads top) : IDisposable
{
    /// <summary>The number of threads on a page.</summary>
    public const int PageSize = 20;

    /// <summary>The maximum number of threads in a list.</summary>
    public const int MaxThreads = 1_000;

    // In threads, of all members whose profiles are looked at.
    private const int MaxStarted = 50_000;

    private static readonly Func<ForumDb, Role, bool, IAsyncEnumerable<ListedThread>> NewestOf = EF.CompileAsyncQuery(
        (ForumDb db, Role role, bool removed) => db.Threads
            .Where(thread => thread.IsRemoved == removed && db.Boards.Any(board => board.Id == thread.BoardId && board.ReadRole <= role))
            .OrderByDescending(thread => thread.LastPostAt)
            .Take(MaxThreads)
            .Select(thread => new ListedThread(thread.Id, thread.BoardId, thread.LastNumber, thread.LastPosterId, thread.LastPostAt)));

    private readonly ViewCache<Role, Listed> _newest = new(changes, Enum.GetValues<Role>().Length);
    private readonly ViewCache<(Role Role, long Others), IReadOnlyList<int>> _started = new(changes, MaxStarted, static threads => threads.Count + 1);

    /// <summary>The threads with the newest posts.</summary>
    public async Task<ThreadListPage> LatestAsync(Viewer viewer, int page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var newest = await NewestAsync(viewer, cancellation);
        return await PageAsync(viewer, [.. newest.Select(static thread => thread.Id)], page, cancellation);
    }

    /// <summary>Those of the newest threads that have posts which the viewer hasn't read; none for a guest.</summary>
    public async Task<ThreadListPage> UnreadAsync(Viewer viewer, int page, CancellationToken cancellation = default) =>
        await PageAsync(viewer, [.. (await UnreadOfAsync(viewer, cancellation)).Select(static thread => thread.Id)], page, cancellation);

    /// <summary>The number of unread threads in each board that has any.</summary>
    public async Task<IReadOnlyDictionary<int, int>> UnreadByBoardAsync(Viewer viewer, CancellationToken cancellation = default) =>
        (await UnreadOfAsync(viewer, cancellation)).CountBy(static thread => thread.BoardId).ToDictionary();

    /// <summary>Marks everything as read that <see cref="UnreadAsync"/> lists.</summary>
    public async Task MarkAllReadAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        foreach (var thread in await UnreadOfAsync(viewer, cancellation))
            marks.Read(viewer, thread.Id, thread.LastNumber);
    }

    /// <summary>The threads with the most replies and reactions in a period.</summary>
    public async Task<ThreadListPage> TopAsync(Viewer viewer, TopPeriod period, int page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var readable = (await boards.HomeAsync(viewer, cancellation: cancellation)).Concat(await boards.HomeAsync(viewer, archived: true, cancellation))
            .SelectMany(static category => category.Boards).Select(static board => board.Id).Where(id => !viewer.IgnoredBoards.Contains(id)).ToHashSet();
        var threads = await top.FindAsync(period, cancellation);
        return await PageAsync(viewer, [.. threads.Where(thread => readable.Contains(thread.BoardId)).Select(static thread => thread.ThreadId)], page, cancellation);
    }

    /// <summary>A member's threads that the viewer may see, newest first.</summary>
    public async Task<ThreadListPage> StartedByAsync(Viewer viewer, int authorId, int page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var started = await _started.FindAsync(
            LiveChannel.Profile(authorId), (viewer.Role, changes.Of(LiveChannel.Profiles)), () => ReadStartedAsync(viewer.Role, authorId), cancellation);
        return await PageAsync(viewer, started!, page, cancellation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _newest.Dispose();
        _started.Dispose();
    }

    private async Task<IReadOnlyList<ListedThread>> UnreadOfAsync(Viewer viewer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsMember)
            return [];
        var newest = (await NewestAsync(viewer, cancellation)).Where(thread => !viewer.Is(thread.LastPosterId) && thread.LastPostAt > viewer.JoinedAt).ToList();
        var read = await marks.FindAsync(viewer, [.. newest.Select(static thread => thread.Id)], cancellation);
        return [.. newest.Where(thread => read.GetValueOrDefault(thread.Id) < thread.LastNumber)];
    }

    private async Task<IEnumerable<ListedThread>> NewestAsync(Viewer viewer, CancellationToken cancellation)
    {
        // The list depends only on the viewer's role.
        var listed = await _newest.FindAsync(LiveChannel.Home, viewer.Role, () => ReadNewestAsync(viewer.Role), cancellation);
        var ignored = viewer.IgnoredBoards;
        return listed!.Threads.Where(thread => !ignored.Contains(thread.BoardId));
    }

    private async Task<Listed?> ReadNewestAsync(Role role)
    {
        await using var db = await databases.CreateDbContextAsync();
        var threads = ImmutableArray.CreateBuilder<ListedThread>();

        // "Removed" is a parameter: negated in SQL, it would prevent index use.
        await foreach (var thread in NewestOf(db, role, false))
            threads.Add(thread);
        return new Listed(threads.ToImmutable());
    }

    private async Task<IReadOnlyList<int>?> ReadStartedAsync(Role role, int authorId)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Threads
            .Where(thread => thread.AuthorId == authorId && !thread.IsRemoved && thread.Board!.ReadRole <= role)
            .OrderByDescending(thread => thread.Id)
            .Take(MaxThreads)
            .Select(thread => thread.Id)
            .ToListAsync();
    }

    private async Task<ThreadListPage> PageAsync(Viewer viewer, IReadOnlyList<int> threadIds, int page, CancellationToken cancellation)
    {
        var pageCount = Math.Max(1, (threadIds.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pageCount);
        var found = await rows.FindAsync([.. threadIds.Skip((page - 1) * PageSize).Take(PageSize)], cancellation);
        var read = await marks.FindAsync(viewer, [.. found.Select(static row => row.Id)], cancellation);
        return new ThreadListPage(found, read, page, pageCount, threadIds.Count);
    }

    private sealed record ListedThread(int Id, int BoardId, int LastNumber, int? LastPosterId, DateTimeOffset LastPostAt);

    private sealed record Listed(ImmutableArray<ListedThread> Threads);
}
