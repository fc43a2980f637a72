using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>Where a page of the list starts: after this one.</summary>
/// <param name="Id">The key of the last notification on the previous page.</param>
/// <param name="IsUnread">Whether that one was unread; unread ones are listed first.</param>
public sealed record NotificationCursor(long Id, bool IsUnread);

/// <summary>
/// The viewer's notifications: lists them and marks them as read. What the viewer can no longer see isn't listed.
/// </summary>
/// <param name="reads">Records what the list itself has shown in full.</param>
[ReliesOnSingleWriter("a reply between marking as read and watching again would notify nobody")]
public sealed class MyNotifications(IDbContextFactory<ForumDb> databases, ForumWriter writer, NotificationReads reads, Register<NotificationDefinition> known)
{
    /// <summary>The page size.</summary>
    public const int PageSize = 20;

    /// <summary>A page of the list, unread first, then newest first; plus one more item if there is another page.</summary>
    /// <param name="viewer">The member; empty for a guest.</param>
    /// <param name="kinds">The kinds to include.</param>
    /// <param name="after">Where the page starts; null for the beginning.</param>
    public async Task<IReadOnlyList<NotificationView>> PageAsync(
        Viewer viewer, NotificationKinds kinds, NotificationCursor? after, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is null)
            return [];
        NotificationKind[] wanted = [.. known.All.Where(kind => (kinds & kind.Bit) != 0).Select(static kind => kind.Kind)];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = new List<NotificationView>();
        if (after?.IsUnread != false)
            found.AddRange(await SectionAsync(db, viewer, wanted, isUnread: true, after?.Id, PageSize + 1, cancellation));
        if (found.Count <= PageSize)
            found.AddRange(await SectionAsync(db, viewer, wanted, isUnread: false, after is { IsUnread: false } ? after.Id : null, PageSize + 1 - found.Count, cancellation));
        foreach (var told in found.Take(PageSize).Where(static told => told.IsUnread && told.ThreadId is null))
            reads.Listed(viewer, told.Id);
        return found;
    }

    /// <summary>Marks one as read.</summary>
    /// <param name="notificationId">The notification; another member's isn't found.</param>
    public Task<Outcome<Done>> ReadAsync(Viewer viewer, long notificationId, CancellationToken cancellation = default) =>
        MarkAsync(viewer, told => told.Where(one => one.Id == notificationId), cancellation);

    /// <summary>Marks all as read.</summary>
    public Task<Outcome<Done>> ReadAllAsync(Viewer viewer, CancellationToken cancellation = default) => MarkAsync(viewer, null, cancellation);

    private static async Task<List<NotificationView>> SectionAsync(
        ForumDb db, Viewer viewer, NotificationKind[] kinds, bool isUnread, long? below, int count, CancellationToken cancellation)
    {
        var section = db.Notifications.VisibleTo(viewer, db, kinds).Where(told => told.IsUnread == isUnread);
        if (below is { } id)
            section = section.Where(told => told.Id < id);
        return await Views(section.OrderByDescending(told => told.Id).Take(count), db).ToListAsync(cancellation);
    }

    // Replies are shown as of now: the first one may have been removed or read since the row was written.
    private static IQueryable<NotificationView> Views(IQueryable<Notification> section, ForumDb db) => section
        .Select(told => new
        {
            told,
            First = told.Kind != ForumNotifications.Replies.Kind ? told.PostNumber : db.Posts
                .Where(post => post.ThreadId == told.ThreadId && post.Number >= told.PostNumber && post.RemovedAt == null).Min(post => (int?)post.Number) ?? told.PostNumber,
        })
        .Select(row => new
        {
            row.told,
            row.First,
            ById = row.told.Kind != ForumNotifications.Replies.Kind ? row.told.ById : db.Posts
                .Where(post => post.ThreadId == row.told.ThreadId && post.Number == row.First).Select(post => post.AuthorId).FirstOrDefault(),
        })
        .Select(row => new NotificationView
        {
            Id = row.told.Id,
            Kind = row.told.Kind,
            At = row.told.At,
            IsUnread = row.told.IsUnread,
            Count = row.told.Count,
            PostNumber = row.First,
            ThreadId = row.told.ThreadId,
            ThreadTitle = db.Threads.Where(thread => thread.Id == row.told.ThreadId).Select(thread => thread.Title).FirstOrDefault(),
            ThreadSlug = db.Threads.Where(thread => thread.Id == row.told.ThreadId).Select(thread => thread.Slug).FirstOrDefault(),
            ReplyCount = row.told.Kind != ForumNotifications.Replies.Kind ? 0 : db.Posts
                .Where(post => post.ThreadId == row.told.ThreadId && post.Number >= row.told.PostNumber && post.RemovedAt == null).Take(NotificationView.MaxCounted).Count(),
            BoardName = db.Threads.Where(thread => thread.Id == row.told.ThreadId).Select(thread => thread.Board!.Name).FirstOrDefault(),
            ById = row.ById,
            ByName = db.Users.Where(member => member.Id == row.ById).Select(member => member.UserName).FirstOrDefault(),
            ByAvatar = db.Users.Where(member => member.Id == row.ById && member.LockedAt == null).Select(member => member.AvatarVersion).FirstOrDefault(),
        });

    private Task<Outcome<Done>> MarkAsync(Viewer viewer, Func<IQueryable<Notification>, IQueryable<Notification>>? which, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                var own = scope.Db.Notifications.Where(told => told.MemberId == id);
                if (which is not null && !await which(own).AnyAsync(cancellation))
                    return Refusal.NotFound;
                var isUnread = true;
                await (which is null ? own : which(own)).Where(told => told.IsUnread == isUnread)
                    .ExecuteUpdateAsync(set => set.SetProperty(told => told.IsUnread, false).SetProperty(told => told.ReadAt, scope.Now), cancellation);
                var sql = new SqlBatch(scope.Db);
                await Watches.TellAgainAsync(sql, id, null, cancellation);
                await sql.SendAsync(cancellation);
                ReplyNotifier.RefreshCounts(scope, [id]);
                return default(Done);
            },
            cancellation);
    }
}
