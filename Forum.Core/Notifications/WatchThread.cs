using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>Watches a thread, or stops. A member who stopped doesn't start watching again by replying.</summary>
[SafeBesideOthers("the key of the watch; writes what it was given")]
public sealed class WatchThread(ForumWriter writer)
{
    /// <summary>Watches it, or stops. Idempotent.</summary>
    /// <param name="viewer">The member. Members awaiting confirmation or approval may watch too, and are notified once
    /// they're approved; a locked member may not.</param>
    /// <param name="threadId">The thread; refused if the viewer can't see it.</param>
    public Task<Outcome<ThreadPlace>> RunAsync(Viewer viewer, int threadId, bool isWatched, CancellationToken cancellation = default) =>
        writer.WatchAsync(
            viewer,
            async (db, actor) => await ThreadQueries.FindAsync(db, actor, threadId) is { } thread ? new ThreadPlace(threadId, thread.Slug) : null,
            (scope, id) => KeepAsync(scope, id, threadId, isWatched, cancellation),
            cancellation);

    private static async Task KeepAsync(WriteScope scope, int memberId, int threadId, bool isWatched, CancellationToken cancellation)
    {
        var watch = await scope.Db.ThreadWatches.FirstOrDefaultAsync(watch => watch.MemberId == memberId && watch.ThreadId == threadId, cancellation)
            ?? scope.Db.ThreadWatches.Add(new ThreadWatch { MemberId = memberId, ThreadId = threadId, ToldFrom = ThreadWatch.Stopped, Since = scope.Now }).Entity;
        if (isWatched && watch.ToldFrom == ThreadWatch.Stopped)
            (watch.ToldFrom, watch.Since) = (ThreadWatch.ToTell, scope.Now);
        if (!isWatched)
        {
            // Pending notifications about it no longer matter.
            watch.ToldFrom = ThreadWatch.Stopped;
            await scope.Db.Notifications
                .Where(told => told.MemberId == memberId && told.ThreadId == threadId && told.Kind == ForumNotifications.Replies.Kind && told.IsUnread)
                .ExecuteDeleteAsync(cancellation);
        }
    }
}
