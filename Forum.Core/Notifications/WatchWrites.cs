using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Core.Notifications;

/// <summary>Acts that watch something, or stop.</summary>
internal static class WatchWrites
{
    /// <summary>
    /// Starts or stops watching what the member can see. Members awaiting confirmation or approval may watch too, and
    /// are notified once they're approved; a locked member may not. Their open pages get new counts.
    /// </summary>
    /// <typeparam name="TPlace">What the act returns: where it is.</typeparam>
    /// <param name="find">Finds what to watch; null if the member can't see it.</param>
    /// <param name="keep">Changes what says whether the member with this number watches it; then it's saved.</param>
    public static Task<Outcome<TPlace>> WatchAsync<TPlace>(
        this ForumWriter writer,
        Viewer viewer,
        Func<ForumDb, Actor, Task<TPlace?>> find,
        Func<WriteScope, int, Task> keep,
        CancellationToken cancellation)
        where TPlace : class =>
        writer.WriteAsMemberAsync<TPlace>(
            viewer,
            async (scope, actor, id) =>
            {
                if (await find(scope.Db, actor) is not { } place)
                    return Refusal.NotFound;
                if (actor.Hold == AccountHold.LockedOut)
                    return Refusal.LockedOut;
                await keep(scope, id);
                await scope.Db.SaveChangesAsync(cancellation);
                ReplyNotifier.RefreshCounts(scope, [id]);
                return place;
            },
            cancellation);
}
