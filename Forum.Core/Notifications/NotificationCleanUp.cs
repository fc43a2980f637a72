using System.Collections.Concurrent;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Notifications;

/// <summary>
/// Deletes notifications that were read long ago, and a member's notifications beyond <see cref="Notification.Most"/>.
/// Runs once an hour in small batches, so that acts can run in between.
/// </summary>
/// <param name="told">The members to check for too many.</param>
[SafeBesideOthers("deletes by key, and nothing becomes unread again")]
public sealed class NotificationCleanUp(RecentlyNotified told, ForumWriter writer, TimeProvider clock, ILogger<NotificationCleanUp> log) : PeriodicJob(clock, log)
{
    /// <summary>How long read notifications are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int BatchSize = 500;

    /// <summary>Runs the cleanup.</summary>
    /// <param name="cancellation">Checked between batches.</param>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        while ((await writer.WriteAsync<int>(scope => ForgetReadAsync(scope, cancellation), cancellation)).Value == BatchSize)
            Log.LogDebug("Deleted {Count} old notifications", BatchSize);
        foreach (var memberId in told.Take())
            await writer.WriteAsync<Done>(scope => TrimAsync(scope, memberId, cancellation), cancellation);
    }

    /// <inheritdoc />
    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override Task RunDueAsync(CancellationToken cancellation) => RunAsync(cancellation);

    private static async Task<Outcome<int>> ForgetReadAsync(WriteScope scope, CancellationToken cancellation)
    {
        var before = scope.Now - Kept;
        return await scope.Db.Notifications.Where(read => read.ReadAt < before).OrderBy(read => read.ReadAt).Take(BatchSize).ExecuteDeleteAsync(cancellation);
    }

    // Unread ones sort first, so they are deleted last.
    private static async Task<Outcome<Done>> TrimAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        var beyond = await scope.Db.Notifications.Where(row => row.MemberId == memberId)
            .OrderByDescending(row => row.IsUnread).ThenByDescending(row => row.Id)
            .Skip(Notification.Most).Take(BatchSize).Select(row => row.Id).ToListAsync(cancellation);
        if (beyond.Count == 0)
            return default(Done);
        await scope.Db.Notifications.Where(row => beyond.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        var sql = new SqlBatch(scope.Db);
        await Watches.TellAgainAsync(sql, memberId, null, cancellation);
        await sql.SendAsync(cancellation);
        ReplyNotifier.RefreshCounts(scope, [memberId]);
        return default(Done);
    }
}

/// <summary>
/// The members notified since the last cleanup. No one else can have more than before. After a restart, members are
/// checked again with their next notification.
/// </summary>
public sealed class RecentlyNotified : IAfterCommit<NotificationsChanged>
{
    private readonly ConcurrentDictionary<int, bool> _members = new();

    /// <inheritdoc />
    public ValueTask HandleAsync(NotificationsChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        foreach (var memberId in happened.MemberIds)
            _members[memberId] = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns and clears the members.</summary>
    internal IReadOnlyList<int> Take() => [.. _members.Keys.Where(memberId => _members.TryRemove(memberId, out _))];
}
