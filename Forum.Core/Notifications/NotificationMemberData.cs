using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>Exports and deletes a member's notifications, and which threads and boards they watch.</summary>
public sealed class NotificationMemberData(Register<NotificationDefinition> kinds) : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(Notification), typeof(ThreadWatch), typeof(BoardWatch)];

    /// <inheritdoc />
    public IReadOnlyList<string> Files => ["`watching.json`: the threads and boards you watch.", "`notifications.json`: your notifications."];

    /// <inheritdoc />
    /// <remarks>Forgotten while it's still known whom they follow.</remarks>
    public int Order => 1;

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var (db, memberId) = (export.Db, export.MemberId);
        var threads = await db.ThreadWatches.Where(watch => watch.MemberId == memberId && watch.ToldFrom != ThreadWatch.Stopped)
            .Select(watch => new { watch.ThreadId, watch.Since }).ToListAsync(cancellation);
        var boards = await db.BoardWatches.Where(watch => watch.MemberId == memberId).Select(watch => new { watch.BoardId, watch.Since }).ToListAsync(cancellation);
        await export.AddJsonAsync("watching.json", new { threads, boards }, cancellation);
        var told = await db.Notifications.Where(told => told.MemberId == memberId)
            .Select(told => new { told.Kind, told.ThreadId, told.PostNumber, told.At, told.ReadAt }).ToListAsync(cancellation);
        await export.AddJsonAsync(
            "notifications.json",
            told.Select(one => new { Kind = kinds.Find(one.Kind.Number)?.Name ?? "Unknown", one.ThreadId, one.PostNumber, one.At, one.ReadAt }),
            cancellation);
    }

    /// <inheritdoc />
    /// <remarks>Others keep the notifications about this member's content, as from a former member.</remarks>
    public async Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var db = scope.Db;
        await db.Notifications
            .Where(told => told.ById == memberId && told.Kind == ForumNotifications.Follower.Kind
                && db.MemberFollows.Where(follow => follow.FollowerId == memberId).Select(follow => follow.FollowedId).Contains(told.MemberId))
            .ExecuteDeleteAsync(cancellation);
        await db.Notifications.Where(told => told.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.ThreadWatches.Where(watch => watch.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.BoardWatches.Where(watch => watch.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
