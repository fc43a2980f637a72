using System.Collections.Concurrent;
using System.Linq.Expressions;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>A thread with what its row needs besides it.</summary>
internal sealed class FoundThread
{
    public required ForumThread Thread { get; init; }

    public required Post? First { get; init; }

    public required int? LastVisibleNumber { get; init; }
}

/// <summary>
/// Rows of threads by key, each cached until its thread changes. Access isn't checked, and removed threads have no row.
/// </summary>
public sealed class ThreadRows(IDbContextFactory<ForumDb> databases, ChangeCounters changes, MemberFaces faces, TimeProvider clock)
{
    private const int MaxRows = 20_000;

    // View counts may be this old.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    internal static readonly Expression<Func<FoundThread, ThreadRow>> Row = found => new ThreadRow
    {
        Id = found.Thread.Id,
        BoardId = found.Thread.BoardId,
        BoardName = found.Thread.Board!.Name,
        BoardSlug = found.Thread.Board.Slug,
        BoardLook = new BoardLook(found.Thread.Board.Color, found.Thread.Board.Icon),
        Title = found.Thread.Title,
        Slug = found.Thread.Slug,
        Excerpt = found.First == null ? "" : found.Thread.Excerpt,
        AuthorId = found.Thread.AuthorId,
        AuthorName = found.Thread.Author!.UserName,
        AuthorAvatar = found.Thread.Author!.LockedAt == null ? found.Thread.Author.AvatarVersion : null,
        RecentPosters = found.Thread.RecentPosters,
        CreatedAt = found.Thread.CreatedAt,
        LastNumber = found.LastVisibleNumber ?? found.Thread.LastNumber,
        ReplyCount = found.First == null ? found.Thread.PostCount : found.Thread.PostCount - 1,
        ViewCount = found.Thread.ViewCount,
        LastPostAt = found.Thread.LastPostAt,
        LastPosterId = found.Thread.LastPosterId,
        LastPosterName = found.Thread.LastPoster!.UserName,
        IsPinned = found.Thread.IsPinned,
        IsLocked = found.Thread.LockedAt != null,
    };

    private readonly ConcurrentDictionary<int, KeptRow> _kept = new();

    /// <summary>The rows of threads, in the order of their keys; those that are removed are left out.</summary>
    public async Task<IReadOnlyList<ThreadRow>> FindAsync(IReadOnlyList<int> threadIds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(threadIds);
        var now = clock.GetUtcNow();

        // The counts are from before the rows are read, so a row from before a change isn't taken for a current one.
        var counts = threadIds.ToDictionary(static id => id, id => (Thread: changes.Of(LiveChannel.Thread(id)), changes.Site));
        var rows = new Dictionary<int, ThreadRow>();
        foreach (var id in threadIds)
        {
            if (_kept.TryGetValue(id, out var kept) && kept.Changes == counts[id] && now < kept.Until)
                rows[id] = kept.Row;
        }

        foreach (var row in await ReadAsync([.. threadIds.Where(id => !rows.ContainsKey(id))], cancellation))
        {
            // Equal rows are the same instance, whose HTML is already there.
            rows[row.Id] = _kept.TryGetValue(row.Id, out var kept) && kept.Row == row ? kept.Row : row;
            _kept[row.Id] = new KeptRow(rows[row.Id], counts[row.Id], now + Kept);
        }

        return [.. threadIds.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private async Task<IReadOnlyList<ThreadRow>> ReadAsync(int[] threadIds, CancellationToken cancellation)
    {
        if (threadIds.Length == 0)
            return [];
        if (_kept.Count > MaxRows)
            _kept.Clear();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Threads.Where(thread => threadIds.Contains(thread.Id) && !thread.IsRemoved)
            .LeftJoin(db.Posts.Where(post => post.Number == 1 && post.RemovedAt == null), thread => thread.Id, post => post.ThreadId, (thread, first) => new FoundThread
            {
                Thread = thread,
                First = first,
                LastVisibleNumber = db.Posts.Where(post => post.ThreadId == thread.Id && post.RemovedAt == null).OrderByDescending(post => post.Number).Select(post => (int?)post.Number).FirstOrDefault(),
            })
            .Select(Row)
            .ToListAsync(cancellation);
        return await faces.OnAsync(rows, cancellation);
    }

    private sealed record KeptRow(ThreadRow Row, (long Thread, long Site) Changes, DateTimeOffset Until);
}
