using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>
/// Notifies a member of reactions to their posts and of new followers, in the transactions of these acts.
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
            told => told.MemberId == authorId && told.ThreadId == post.ThreadId && told.Kind == NotificationKind.Reaction && told.PostNumber == post.Number && told.IsUnread,
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
        if (author?.Wants(NotificationKinds.Reaction) != true)
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
            Kind = NotificationKind.Reaction,
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
        var followed = await db.CanBeNotified(new NotificationTarget(0, Role.Guest, 0, "", 0), actor.MemberId!.Value).Where(member => member.Id == memberId)
            .WithPreferences(db).FirstOrDefaultAsync(cancellation);
        if (followed?.Wants(NotificationKinds.Follower) != true
            || await db.Notifications.AnyAsync(told => told.MemberId == memberId && told.Kind == NotificationKind.Follower && told.ById == actor.MemberId, cancellation))
        {
            return;
        }

        db.Notifications.Add(new Notification { MemberId = memberId, Kind = NotificationKind.Follower, ById = actor.MemberId, At = scope.Now });
        await db.SaveChangesAsync(cancellation);
        ReplyNotifier.RefreshCounts(scope, [memberId]);
    }

    // Those since the previous ones were read.
    private static async Task CountAgainAsync(ForumDb db, Notification unread, Post post, CancellationToken cancellation)
    {
        var isUnread = false;
        var readAt = await db.Notifications
            .Where(told => told.MemberId == unread.MemberId && told.IsUnread == isUnread && told.ThreadId == post.ThreadId
                && told.Kind == NotificationKind.Reaction && told.PostNumber == post.Number)
            .MaxAsync(told => told.ReadAt, cancellation) ?? DateTimeOffset.MinValue;
        var left = await db.PostReactions.Where(reaction => reaction.PostId == post.Id && reaction.At > readAt)
            .Select(reaction => new { reaction.MemberId, reaction.At }).ToListAsync(cancellation);
        if (left.Count == 0)
            db.Notifications.Remove(unread);
        else
            (unread.Count, unread.ById) = (left.Count, left.MaxBy(reaction => reaction.At)!.MemberId);
    }
}
