using System.Collections.Concurrent;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Notifications;

/// <summary>
/// Lets go of what was read long ago, and of what a member has beyond <see cref="Notification.Most"/>. Looks once an hour, a few rows at a time,
/// so that acts go on meanwhile.
/// </summary>
/// <param name="told">Who may have more than there is to be.</param>
public sealed class NotificationCleanUp(RecentlyNotified told, ForumWriter writer, TimeProvider clock, ILogger<NotificationCleanUp> log) : BackgroundService
{
    /// <summary>How long what was read stays.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);
    private const int BatchSize = 500;

    /// <summary>Lets go of it.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        while ((await writer.WriteAsync<int>(scope => ForgetReadAsync(scope, cancellation), cancellation)).Value == BatchSize)
            log.LogDebug("Deleted {Count} notifications that were read long ago", BatchSize);
        foreach (var memberId in told.Take())
            await writer.WriteAsync<Done>(scope => TrimAsync(scope, memberId, cancellation), cancellation);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Couldn't delete old notifications; will try again");
            }
        }
    }

    private static async Task<Outcome<int>> ForgetReadAsync(WriteScope scope, CancellationToken cancellation)
    {
        var before = scope.Now - Kept;
        return await scope.Db.Notifications.Where(read => read.ReadAt < before).OrderBy(read => read.ReadAt).Take(BatchSize).ExecuteDeleteAsync(cancellation);
    }

    // What is unread stands first, so that it goes last.
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
        ReplyNotifier.Tell(scope, [memberId]);
        return default(Done);
    }
}

/// <summary>
/// Who was told something since the last time that someone asked. Anyone who was not has no more than then; those of
/// before a restart have their turn when they are told again.
/// </summary>
public sealed class RecentlyNotified : IForumEventHandler
{
    private readonly ConcurrentDictionary<int, bool> _members = new();

    /// <inheritdoc />
    public ValueTask HandleAsync(ForumEvent happened)
    {
        foreach (var memberId in happened is NotificationsChanged changed ? changed.MemberIds : [])
            _members[memberId] = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>The members, who are forgotten with that.</summary>
    internal IReadOnlyList<int> Take() => [.. _members.Keys.Where(memberId => _members.TryRemove(memberId, out _))];
}
