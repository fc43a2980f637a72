using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>
/// Notifies members of reactions to their posts, of new followers, and of what other rooms ask for, in the transactions of
/// these acts.
/// </summary>
internal static class MemberNotifier
{
    /// <summary>A reaction was saved. Reactions to one post are grouped until they're read.</summary>
    /// <param name="actor">The member who reacts.</param>
    /// <param name="post">The post, with its thread and board.</param>
    /// <param name="change">The change in the number of reactions.</param>
    public static async Task NotifyOfReactionAsync(WriteScope scope, Actor actor, Post post, int change, CancellationToken cancellation)
    {
        if (post.AuthorId is not { } authorId || change == 0)
            return;
        var db = scope.Db;
        var unread = await db.Notifications.FirstOrDefaultAsync(
            told => told.MemberId == authorId && told.ThreadId == post.ThreadId && told.Kind == ForumNotifications.Reaction.Kind && told.PostNumber == post.Number && told.IsUnread,
            cancellation);
        if (change < 0)
        {
            if (unread is null)
                return;
            await CountAgainAsync(db, unread, post, cancellation);
        }
        else if (!await AddReactionAsync(scope, actor, post, authorId, unread, cancellation))
        {
            return;
        }

        await db.SaveChangesAsync(cancellation);
        ReplyNotifier.RefreshCounts(scope, [authorId]);
    }

    private static async Task<bool> AddReactionAsync(WriteScope scope, Actor actor, Post post, int authorId, Notification? unread, CancellationToken cancellation)
    {
        var db = scope.Db;
        var board = post.Thread!.Board!;
        var place = new NotificationTarget(board.Id, board.ReadRole, post.ThreadId, post.Thread.Title, post.Number);
        var author = await db.CanBeNotified(place, actor.MemberId!.Value).Where(member => member.Id == authorId).WithPreferences(db).FirstOrDefaultAsync(cancellation);
        if (author?.Wants(ForumNotifications.Reaction) != true)
            return false;

        // Replaces the previous row, so that this one has the newest key: lists are in key order.
        if (unread is not null)
        {
            db.Notifications.Remove(unread);
            await db.SaveChangesAsync(cancellation);
        }

        db.Notifications.Add(new Notification
        {
            MemberId = authorId,
            Kind = ForumNotifications.Reaction.Kind,
            ThreadId = post.ThreadId,
            PostNumber = post.Number,
            ById = actor.MemberId,
            Count = (unread?.Count ?? 0) + 1,
            At = scope.Now,
        });
        return true;
    }

    /// <summary>A member was followed. Following and unfollowing repeatedly notifies only once.</summary>
    /// <param name="actor">The follower.</param>
    /// <param name="memberId">The member being followed.</param>
    public static async Task NotifyOfFollowerAsync(WriteScope scope, Actor actor, int memberId, CancellationToken cancellation)
    {
        var db = scope.Db;
        var followed = await db.CanBeNotified(NotificationTarget.None, actor.MemberId!.Value).Where(member => member.Id == memberId)
            .WithPreferences(db).FirstOrDefaultAsync(cancellation);
        if (followed?.Wants(ForumNotifications.Follower) != true
            || await db.Notifications.AnyAsync(told => told.MemberId == memberId && told.Kind == ForumNotifications.Follower.Kind && told.ById == actor.MemberId, cancellation))
        {
            return;
        }

        db.Notifications.Add(new Notification { MemberId = memberId, Kind = ForumNotifications.Follower.Kind, ById = actor.MemberId, At = scope.Now });
        await db.SaveChangesAsync(cancellation);
        ReplyNotifier.RefreshCounts(scope, [memberId]);
    }

    /// <summary>Another room asked to notify members.</summary>
    public static async Task NotifyAsync(WriteScope scope, NotificationRequested asked, CancellationToken cancellation)
    {
        var (db, kind, ids) = (scope.Db, asked.Kind.Kind, asked.MemberIds.ToArray());
        var place = asked.ThreadId is not { } threadId ? NotificationTarget.None : await db.Threads.Where(thread => thread.Id == threadId)
            .Select(thread => new NotificationTarget(thread.BoardId, thread.Board!.ReadRole, thread.Id, thread.Title, asked.PostNumber)).FirstAsync(cancellation);
        var receivers = await db.CanBeNotified(place, asked.ById ?? 0)
            .Where(member => ids.Contains(member.Id)
                && !db.Notifications.Any(told => told.MemberId == member.Id && told.ThreadId == asked.ThreadId && told.Kind == kind
                    && told.PostNumber == asked.PostNumber && told.IsUnread && (told.ThreadId != null || told.ById == asked.ById)))
            .WithPreferences(db).ToListAsync(cancellation);
        var notified = Add(scope, asked, receivers);
        await db.SaveChangesAsync(cancellation);
        ReplyNotifier.RefreshCounts(scope, notified);
    }

    /// <summary>Adds a notification for each of the receivers who wants this kind.</summary>
    /// <returns>The members notified.</returns>
    public static List<int> Add(WriteScope scope, NotificationRequested asked, IEnumerable<Receiver> receivers)
    {
        var notified = receivers.Where(receiver => receiver.Wants(asked.Kind)).Select(static receiver => receiver.Id).ToList();
        scope.Db.Notifications.AddRange(notified.Select(id => new Notification
        {
            MemberId = id,
            Kind = asked.Kind.Kind,
            ThreadId = asked.ThreadId,
            PostNumber = asked.PostNumber,
            ById = asked.ById,
            At = scope.Now,
        }));
        return notified;
    }

    // Those since the previous ones were read.
    private static async Task CountAgainAsync(ForumDb db, Notification unread, Post post, CancellationToken cancellation)
    {
        var isUnread = false;
        var readAt = await db.Notifications
            .Where(told => told.MemberId == unread.MemberId && told.IsUnread == isUnread && told.ThreadId == post.ThreadId
                && told.Kind == ForumNotifications.Reaction.Kind && told.PostNumber == post.Number)
            .MaxAsync(told => told.ReadAt, cancellation) ?? DateTimeOffset.MinValue;
        var left = await db.PostReactions.Where(reaction => reaction.PostId == post.Id && reaction.At > readAt)
            .Select(reaction => new { reaction.MemberId, reaction.At }).ToListAsync(cancellation);
        if (left.Count == 0)
            db.Notifications.Remove(unread);
        else
            (unread.Count, unread.ById) = (left.Count, left.MaxBy(reaction => reaction.At)!.MemberId);
    }
}
