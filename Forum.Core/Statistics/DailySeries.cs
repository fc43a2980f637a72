using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Statistics;

/// <summary>The counts of each day, oldest first; the last one is today, in UTC.</summary>
/// <param name="Today">Today.</param>
/// <param name="Members">New accounts.</param>
/// <param name="Threads">Threads started.</param>
/// <param name="Posts">Posts written, opening posts included.</param>
/// <param name="Views">Pages opened.</param>
public sealed record DailySeries(DateOnly Today, IReadOnlyList<int> Members, IReadOnlyList<int> Threads, IReadOnlyList<int> Posts, IReadOnlyList<int> Views)
{
    /// <summary>The number of days: the last 30, and the 30 before them to compare with.</summary>
    public const int Length = 60;
}

/// <summary>Reads the daily counts.</summary>
public sealed class DailyCountQueries(IDbContextFactory<ForumDb> databases, TimeProvider clock)
{
    /// <summary>The last <see cref="DailySeries.Length"/> days; null if the viewer isn't an administrator.</summary>
    public async Task<DailySeries?> ReadAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return null;
        var last = DailyGrowth.DayOf(clock.GetUtcNow());
        var first = last - DailySeries.Length + 1;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.DailyCounts.AsNoTracking().Where(count => count.Day >= first && count.Day <= last).ToDictionaryAsync(count => count.Day, cancellation);
        return new DailySeries(
            DateOnly.FromDayNumber(last), Days(static row => row.Members), Days(static row => row.Threads), Days(static row => row.Posts), Days(static row => row.Views));

        int[] Days(Func<DailyCount, int> number) => [.. Enumerable.Range(first, DailySeries.Length).Select(day => rows.TryGetValue(day, out var row) ? number(row) : 0)];
    }
}
