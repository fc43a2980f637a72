using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>An unread notification, as far as pages need to know.</summary>
/// <param name="ThreadId">The thread; null if there is none.</param>
/// <param name="PostNumber">The post, or the first of several.</param>
public sealed record UnreadNotification(long Id, NotificationKind Kind, int? ThreadId, int PostNumber);

/// <summary>
/// Each member's unread notifications, in memory: every page needs them for the count in the header. Cached until the
/// member gets a notification, reads one or changes preferences, and for at most half a minute.
/// </summary>
public sealed class UnreadNotifications(IDbContextFactory<ForumDb> databases, ChangeCounters changes, Register<NotificationDefinition> kinds)
    : IAfterCommit<ThreadChanged>, IAfterCommit<PostChanged>, IAfterCommit<MemberPreferencesChanged>, IDisposable
{
    private const int MaxKept = 200_000;
    private readonly ViewCache<(Role Role, long Removals), Unread> _kept = new(changes, MaxKept, static unread => unread.All.Length + 1);
    private readonly NotificationKind[] _kinds = [.. kinds.All.Select(static kind => kind.Kind)];
    private long _removals;

    /// <summary>The unread notifications that the viewer may see; empty for a guest.</summary>
    public async ValueTask<ImmutableArray<UnreadNotification>> OfAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return [];
        var unread = await _kept.FindAsync(LiveChannel.Member(memberId), (viewer.Role, Interlocked.Read(ref _removals)), async () =>
        {
            await using var db = await databases.CreateDbContextAsync();
            var isUnread = true;
            return new Unread([.. await db.Notifications.VisibleTo(viewer, db, _kinds)
                .Where(told => told.IsUnread == isUnread)
                .Take(Notification.Most)
                .Select(told => new UnreadNotification(told.Id, told.Kind, told.ThreadId, told.PostNumber))
                .ToListAsync()]);
        }, cancellation);
        return unread!.All;
    }

    // Removed content no longer counts, for anyone, and restored content counts again.
    /// <inheritdoc />
    public ValueTask HandleAsync(ThreadChanged happened)
    {
        Interlocked.Increment(ref _removals);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(PostChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.ChangesVisibility)
            Interlocked.Increment(ref _removals);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(MemberPreferencesChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        changes.Changed(LiveChannel.Member(happened.MemberId));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => _kept.Dispose();

    private sealed record Unread(ImmutableArray<UnreadNotification> All);
}

/// <summary>The starting point for queries on notifications.</summary>
internal static class VisibleNotifications
{
    /// <summary>
    /// The viewer's own, without boards that they can no longer read or that they ignore, and without removed content;
    /// replies count while at least one isn't removed.
    /// </summary>
    /// <param name="kinds">The kinds to include. A kind whose room isn't part of the forum anymore isn't visible.</param>
    public static IQueryable<Notification> VisibleTo(this IQueryable<Notification> notifications, Viewer viewer, ForumDb db, NotificationKind[] kinds)
    {
        var (memberId, role, ignored) = (viewer.MemberId, viewer.Role, viewer.IgnoredBoards.ToArray());
        return notifications.Where(told => told.MemberId == memberId && kinds.Contains(told.Kind)
            && (told.ThreadId == null
                || (db.Threads.Any(thread => thread.Id == told.ThreadId && !thread.IsRemoved && thread.Board!.ReadRole <= role && !ignored.Contains(thread.BoardId))
                    && (db.Posts.Any(post => post.ThreadId == told.ThreadId && post.Number == told.PostNumber && post.RemovedAt == null)
                        || (told.Kind == ForumNotifications.Replies.Kind
                            && db.Posts.Any(post => post.ThreadId == told.ThreadId && post.Number > told.PostNumber && post.RemovedAt == null))))));
    }
}
