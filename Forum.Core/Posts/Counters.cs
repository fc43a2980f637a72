using Forum.Core.Data;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>
/// Keeps the counters that pages show, in the transaction of the act that changes them. What each one counts is said at its
/// column; <see cref="Stats.CounterAudit"/> holds them against the rows.
/// </summary>
internal static class Counters
{
    public static async Task AddReplyAsync(ForumDb db, Post post, int boardId, CancellationToken cancellation)
    {
        await db.Threads.Where(thread => thread.Id == post.ThreadId).ExecuteUpdateAsync(
            set => set.SetProperty(thread => thread.LastNumber, post.Number)
                .SetProperty(thread => thread.PostCount, thread => thread.PostCount + 1)
                .SetProperty(thread => thread.LastPostAt, post.CreatedAt)
                .SetProperty(thread => thread.LastPosterId, post.AuthorId),
            cancellation);
        await db.Boards.Where(board => board.Id == boardId).ExecuteUpdateAsync(
            set => set.SetProperty(board => board.PostCount, board => board.PostCount + 1)
                .SetProperty(board => board.LastThreadId, post.ThreadId),
            cancellation);
        await AddToMemberAsync(db, post.AuthorId, 1, cancellation);
    }

    public static async Task AddThreadAsync(ForumDb db, ForumThread thread, CancellationToken cancellation)
    {
        await db.Boards.Where(board => board.Id == thread.BoardId).ExecuteUpdateAsync(
            set => set.SetProperty(board => board.ThreadCount, board => board.ThreadCount + 1)
                .SetProperty(board => board.PostCount, board => board.PostCount + 1)
                .SetProperty(board => board.LastThreadId, thread.Id),
            cancellation);
        await AddToMemberAsync(db, thread.AuthorId, 1, cancellation);
    }

    /// <summary>After a post was removed (-1) or restored (+1) and saved.</summary>
    public static async Task PostStandsAsync(ForumDb db, Post post, ForumThread thread, int change, CancellationToken cancellation)
    {
        var newest = await db.Posts
            .Where(other => other.ThreadId == thread.Id && other.RemovedAt == null)
            .OrderByDescending(other => other.Number)
            .Select(other => new { other.CreatedAt, other.AuthorId })
            .FirstOrDefaultAsync(cancellation);
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

        await AddToMemberAsync(db, post.AuthorId, change, cancellation);
    }

    /// <summary>After a thread was removed (-1) or restored (+1) and saved.</summary>
    public static async Task ThreadStandsAsync(ForumDb db, ForumThread thread, int change, CancellationToken cancellation)
    {
        var posts = thread.PostCount * change;
        await db.Boards.Where(board => board.Id == thread.BoardId).ExecuteUpdateAsync(
            set => set.SetProperty(board => board.ThreadCount, board => board.ThreadCount + change)
                .SetProperty(board => board.PostCount, board => board.PostCount + posts),
            cancellation);
        await FindLastThreadAsync(db, thread.BoardId, cancellation);
    }

    private static async Task FindLastThreadAsync(ForumDb db, int boardId, CancellationToken cancellation)
    {
        // Two look-ups in the index, as it is ordered by "pinned" before the time.
        var pinned = await Newest(db, boardId, true).FirstOrDefaultAsync(cancellation);
        var other = await Newest(db, boardId, false).FirstOrDefaultAsync(cancellation);
        var newest = pinned is null || (other is not null && other.LastPostAt > pinned.LastPostAt) ? other : pinned;
        int? newestId = newest?.Id;
        await db.Boards.Where(board => board.Id == boardId).ExecuteUpdateAsync(
            set => set.SetProperty(board => board.LastThreadId, newestId), cancellation);
    }

    private static IQueryable<ForumThread> Newest(ForumDb db, int boardId, bool pinned) => db.Threads.AsNoTracking()
        .Where(thread => thread.BoardId == boardId && !thread.IsRemoved && thread.IsPinned == pinned)
        .OrderByDescending(thread => thread.LastPostAt);

    private static async Task AddToMemberAsync(ForumDb db, int? memberId, int change, CancellationToken cancellation)
    {
        if (memberId is null)
            return;
        await db.Users.Where(member => member.Id == memberId).ExecuteUpdateAsync(
            set => set.SetProperty(member => member.PostCount, member => member.PostCount + change), cancellation);
    }
}
