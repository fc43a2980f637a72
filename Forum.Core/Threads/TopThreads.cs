using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>A period up to now.</summary>
public enum TopPeriod
{
    /// <summary>Today and yesterday.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>Thirty days.</summary>
    Month,

    /// <summary>A year.</summary>
    Year,

    /// <summary>All time.</summary>
    All,
}

/// <summary>
/// The threads with the most replies and reactions in a period. Summed for everyone at once. In a large forum, a list is
/// kept for a time that grows with the period: the longer it is, the less a reply changes.
/// </summary>
public sealed class TopThreads(IDbContextFactory<ForumDb> databases, TimeProvider clock)
    : LoadingCache<TopPeriod, IReadOnlyList<(int ThreadId, int BoardId)>>
{
    private readonly ConcurrentDictionary<TopPeriod, (DateTimeOffset Until, IReadOnlyList<(int ThreadId, int BoardId)> Threads)> _kept = new();

    /// <summary>The threads, highest first, in all boards; at most <see cref="ThreadLists.MaxThreads"/>.</summary>
    public ValueTask<IReadOnlyList<(int ThreadId, int BoardId)>> FindAsync(TopPeriod period, CancellationToken cancellation = default) =>
        GetAsync(period, () => ReadAsync(period), cancellation);

    /// <inheritdoc />
    protected override bool TryFind(TopPeriod key, [MaybeNullWhen(false)] out IReadOnlyList<(int ThreadId, int BoardId)> value)
    {
        var isThere = _kept.TryGetValue(key, out var kept) && clock.GetUtcNow() < kept.Until;
        value = isThere ? kept.Threads : null;
        return isThere;
    }

    /// <inheritdoc />
    protected override void Keep(TopPeriod key, IReadOnlyList<(int ThreadId, int BoardId)> value) =>
        _kept[key] = (clock.GetUtcNow() + Lifetime(key, value.Count), value);

    // In a new forum, the first reply shows at once.
    private static TimeSpan Lifetime(TopPeriod period, int count) => (count, period) switch
    {
        (0, _) => TimeSpan.Zero,
        ( < ThreadLists.MaxThreads, _) or (_, TopPeriod.Day or TopPeriod.Week) => TimeSpan.FromMinutes(1),
        (_, TopPeriod.Month) => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromHours(1),
    };

    private async Task<IReadOnlyList<(int ThreadId, int BoardId)>> ReadAsync(TopPeriod period)
    {
        await using var db = await databases.CreateDbContextAsync();
        var today = ThreadDay.Of(clock.GetUtcNow());
        var first = today - period switch
        {
            TopPeriod.Day => 1,
            TopPeriod.Week => 6,
            TopPeriod.Month => 29,
            _ => 364,
        };
        var scores = period == TopPeriod.All
            ? db.ThreadDays.Where(day => day.Day == ThreadDay.AllDays && day.Score > 0).Select(day => new { day.ThreadId, day.Score })
            : db.ThreadDays.Where(day => day.Day >= first && day.Day <= today).GroupBy(day => day.ThreadId)
                .Select(days => new { ThreadId = days.Key, Score = days.Sum(day => day.Score) }).Where(sum => sum.Score > 0);
        var threads = await scores.OrderByDescending(sum => sum.Score).ThenByDescending(sum => sum.ThreadId).Take(ThreadLists.MaxThreads)
            .Join(db.Threads, sum => sum.ThreadId, thread => thread.Id, (sum, thread) => new { sum.ThreadId, thread.BoardId, sum.Score })
            .ToListAsync();
        return [.. threads.OrderByDescending(static thread => thread.Score).ThenByDescending(static thread => thread.ThreadId).Select(static thread => (thread.ThreadId, thread.BoardId))];
    }
}
