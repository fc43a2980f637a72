using Forum.Core.Data;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>
/// Updates the counters that pages show, in the transaction of the act that changes them; <see cref="NewPostCounters"/>
/// counts new posts. Each counter is documented at its column; <c>CounterAudit</c> compares them with the
/// rows.
/// </summary>
internal static class Counters
{
    // The newest posts, in which the recent posters are looked for.
    private const int MaxLatest = 200;

    /// <summary>After a post was removed (-1) or restored (+1) and saved.</summary>
    public static async Task PostVisibilityChangedAsync(ForumDb db, Post post, ForumThread thread, int change, CancellationToken cancellation)
    {
        var latest = await db.Posts
            .Where(other => other.ThreadId == thread.Id && other.RemovedAt == null)
            .OrderByDescending(other => other.Number)
            .Select(other => new { other.CreatedAt, other.AuthorId })
            .Take(MaxLatest)
            .ToListAsync(cancellation);
        var newest = latest.FirstOrDefault();
        thread.RecentPosters = Participants.Format(latest.Where(other => other.AuthorId != thread.AuthorId).Select(static other => other.AuthorId).OfType<int>());
        thread.PostCount += change;
        thread.LastPostAt = newest?.CreatedAt ?? thread.CreatedAt;
        thread.LastPosterId = newest is null ? thread.AuthorId : newest.AuthorId;
        await db.SaveChangesAsync(cancellation);

        if (!thread.IsRemoved)
        {
            await db.Boards.Where(board => board.Id == thread.BoardId).ExecuteUpdateAsync(
                set => set.SetProperty(board => board.PostCount, board => board.PostCount + change), cancellation);
            await FindLastThreadAsync(db, thread.BoardId, cancellation);
        }

        await PublicCounters.PostAsync(db, post, thread, change, cancellation);
        if (post.Number > 1)
            await ActivityAsync(db, thread.Id, post.CreatedAt, change, 0, cancellation);
    }

    /// <summary>After a reply became visible or hidden, or a reaction came or went.</summary>
    /// <param name="at">When it was written or added.</param>
    public static async Task ActivityAsync(ForumDb db, int threadId, DateTimeOffset at, int replies, int reactions, CancellationToken cancellation)
    {
        var batch = new SqlBatch(db);
        await ThreadDay.AddAsync(batch, threadId, ThreadDay.Of(at), replies, reactions, cancellation);
        await batch.SendAsync(cancellation);
    }

    /// <summary>After a thread was removed (-1) or restored (+1) and saved.</summary>
    public static async Task ThreadVisibilityChangedAsync(ForumDb db, ForumThread thread, int change, CancellationToken cancellation)
    {
        var posts = thread.PostCount * change;
        await db.Boards.Where(board => board.Id == thread.BoardId).ExecuteUpdateAsync(
            set => set.SetProperty(board => board.ThreadCount, board => board.ThreadCount + change)
                .SetProperty(board => board.PostCount, board => board.PostCount + posts),
            cancellation);
        await FindLastThreadAsync(db, thread.BoardId, cancellation);
        await PublicCounters.ThreadAsync(db, thread.Id, change, cancellation);
    }

    /// <summary>Finds a board's thread with the newest post again.</summary>
    public static async Task FindLastThreadAsync(ForumDb db, int boardId, CancellationToken cancellation)
    {
        // Two index lookups, because the index is ordered by "pinned" before the time.
        var pinned = await Newest(db, boardId, true).FirstOrDefaultAsync(cancellation);
        var other = await Newest(db, boardId, false).FirstOrDefaultAsync(cancellation);
        var newest = pinned is null || (other is not null && other.LastPostAt > pinned.LastPostAt) ? other : pinned;
        int? newestId = newest?.Id;
        await db.Boards.Where(board => board.Id == boardId).ExecuteUpdateAsync(
            set => set.SetProperty(board => board.LastThreadId, newestId), cancellation);
    }

    // "Removed" is a parameter: negated in SQL, it would prevent index use, and all threads of the board would be read
    // and sorted.
    private static IQueryable<ForumThread> Newest(ForumDb db, int boardId, bool pinned, bool removed = false) => db.Threads.AsNoTracking()
        .Where(thread => thread.BoardId == boardId && thread.IsRemoved == removed && thread.IsPinned == pinned)
        .OrderByDescending(thread => thread.LastPostAt);
}
