using System.Collections.Immutable;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Choices;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>What a member has not read, as far as pages have to know it.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="ThreadId">The thread; null where it is about none.</param>
/// <param name="PostNumber">The post that it is about, or with which it begins.</param>
public sealed record UnreadNotification(long Id, NotificationKind Kind, int? ThreadId, int PostNumber);

/// <summary>
/// What each member has not read, in memory: asked at every page for the count in the header. Kept until the member is
/// told something, or has read or chosen something, and for half a minute at most.
/// </summary>
public sealed class UnreadNotifications(IDbContextFactory<ForumDb> databases, ChangeCounters changes) : IForumEventHandler, IDisposable
{
    private const int MaxKept = 200_000;
    private readonly ViewCache<(Role Role, long Removals), Unread> _kept = new(changes, MaxKept, static unread => unread.All.Length + 1);
    private long _removals;

    /// <summary>What the viewer has not read and may see.</summary>
    /// <param name="viewer">Who looks; a guest is told nothing.</param>
    public async ValueTask<ImmutableArray<UnreadNotification>> OfAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return [];
        var unread = await _kept.FindAsync(LiveChannel.Member(memberId), (viewer.Role, Interlocked.Read(ref _removals)), async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var isUnread = true;
            return new Unread([.. await db.Notifications.VisibleTo(viewer, db)
                .Where(told => told.IsUnread == isUnread)
                .Take(Notification.Most)
                .Select(told => new UnreadNotification(told.Id, told.Kind, told.ThreadId, told.PostNumber))
                .ToListAsync(cancellation)]);
        });
        return unread!.All;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(ForumEvent happened)
    {
        // What is removed is not counted any more, for whomever it was, and what is put back is counted again.
        if (happened is ThreadChanged or PostChanged { ChangesVisibility: true })
            Interlocked.Increment(ref _removals);
        if (happened is MemberChoicesChanged chosen)
            changes.Changed(LiveChannel.Member(chosen.MemberId));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => _kept.Dispose();

    private sealed record Unread(ImmutableArray<UnreadNotification> All);
}

/// <summary>Where reads of notifications start.</summary>
internal static class VisibleNotifications
{
    /// <summary>
    /// The viewer's own, without those of boards that they may not read any more or pass over, and of what is removed; of replies as long as one of
    /// them stands.
    /// </summary>
    public static IQueryable<Notification> VisibleTo(this IQueryable<Notification> notifications, Viewer viewer, ForumDb db)
    {
        var (memberId, role, ignored) = (viewer.MemberId, viewer.Role, viewer.Choices.IgnoredBoards.ToArray());
        return notifications.Where(told => told.MemberId == memberId
            && (told.ThreadId == null
                || (db.Threads.Any(thread => thread.Id == told.ThreadId && !thread.IsRemoved && thread.Board!.ReadRole <= role && !ignored.Contains(thread.BoardId))
                    && (db.Posts.Any(post => post.ThreadId == told.ThreadId && post.Number == told.PostNumber && post.RemovedAt == null)
                        || (told.Kind == NotificationKind.Replies
                            && db.Posts.Any(post => post.ThreadId == told.ThreadId && post.Number > told.PostNumber && post.RemovedAt == null))))));
    }
}
