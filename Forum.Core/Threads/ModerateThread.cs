using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>What moderators can do to a thread.</summary>
public enum ThreadModeration
{
    /// <summary>Pins it above the others.</summary>
    Pin,

    /// <summary>Unpins it.</summary>
    Unpin,

    /// <summary>Allows only moderators to reply.</summary>
    Lock,

    /// <summary>Allows everyone to reply again.</summary>
    Unlock,

    /// <summary>Hides it from everyone but moderators.</summary>
    Remove,

    /// <summary>Makes it visible again.</summary>
    Restore,
}

/// <summary>
/// Pins, locks, removes and restores threads. Moderators and above only; repeating an action changes nothing.
/// </summary>
[ReliesOnSingleWriter("counts a thread if it was visible before")]
public sealed class ModerateThread(ForumWriter writer, LiveFeed feed)
{
    /// <summary>Applies an action to a thread.</summary>
    /// <param name="reason">Why it's removed, in plain text, up to <see cref="Post.MaxReasonLength"/> characters; may
    /// be empty.</param>
    public async Task<Outcome<Done>> RunAsync(
        Viewer viewer, int threadId, ThreadModeration moderation, string? reason = null, CancellationToken cancellation = default)
    {
        var why = WritingRules.CleanTitle(reason);
        if (ShownText.IsLongerThan(why, Post.MaxReasonLength))
            return new Refusal("The reason is {0:N0} characters long. The limit is {1:N0}.", "Reason", ShownText.Count(why), Post.MaxReasonLength);
        var outcome = await writer.WriteAsync<Done>(scope => WriteAsync(scope, viewer, threadId, moderation, why, cancellation), cancellation);

        // Otherwise a page that was already open would keep receiving what moderators change in it.
        if (outcome.IsDone && moderation == ThreadModeration.Remove)
            feed.CutChannel(LiveChannel.Thread(threadId));
        return outcome;
    }

    private static async Task<Outcome<Done>> WriteAsync(
        WriteScope scope, Viewer viewer, int threadId, ThreadModeration moderation, string reason, CancellationToken cancellation)
    {
        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        if (actor.RefusalToAct is { } held)
            return held;
        var thread = await scope.Db.Threads.Include(thread => thread.Board)
            .FirstOrDefaultAsync(thread => thread.Id == threadId, cancellation);
        if (thread is null || thread.Board!.ReadRole > actor.Role || (thread.IsRemoved && !actor.IsModerator))
            return Refusal.NotFound;
        if (!actor.IsModerator)
            return actor.IsMember ? Refusal.NotAllowed : Refusal.SignInFirst;

        var change = Change(thread, moderation, scope.Now, actor.MemberId, reason);
        await scope.Db.SaveChangesAsync(cancellation);
        if (change != 0)
            await Counters.ThreadVisibilityChangedAsync(scope.Db, thread, change, cancellation);
        scope.Raise(new ThreadChanged(thread.BoardId, threadId));
        return default(Done);
    }

    /// <returns>The change in the board's number of visible threads.</returns>
    private static int Change(ForumThread thread, ThreadModeration moderation, DateTimeOffset now, int? actorId, string reason)
    {
        switch (moderation)
        {
            case ThreadModeration.Pin or ThreadModeration.Unpin:
                thread.IsPinned = moderation == ThreadModeration.Pin;
                return 0;
            case ThreadModeration.Lock or ThreadModeration.Unlock:
                thread.LockedAt = moderation == ThreadModeration.Lock ? thread.LockedAt ?? now : null;
                return 0;
            case ThreadModeration.Remove when !thread.IsRemoved:
                thread.Remove(now, actorId, reason.Length == 0 ? null : reason);
                return -1;
            case ThreadModeration.Restore when thread.IsRemoved:
                thread.Restore();
                return 1;
            default:
                return 0;
        }
    }
}
