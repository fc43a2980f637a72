using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Statistics;

/// <summary>Counts the last weeks of a forum that's older than the daily counts, so that its charts don't start empty.</summary>
public sealed class DailyCountsUpgrade(TimeProvider clock) : IAfterMigration
{
    /// <inheritdoc />
    public async Task RunAsync(ForumDb db, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.DailyCounts.AnyAsync(cancellation))
            return;
        var since = clock.GetUtcNow() - TimeSpan.FromDays(DailySeries.Length);
        var days = DailyGrowth.Sum([.. await MembersAsync(db, since, cancellation), .. await PostsAsync(db, since, cancellation)]);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await DailyGrowth.AddAsync(db, days, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // Keys follow the order of writing: walking back to the first row that's too old reads only the last weeks.
    private static async Task<List<(DateTimeOffset, DailyGrowth)>> MembersAsync(ForumDb db, DateTimeOffset since, CancellationToken cancellation)
    {
        var before = await db.Users.Where(member => member.JoinedAt < since).OrderByDescending(member => member.Id).Select(member => member.Id).FirstOrDefaultAsync(cancellation);
        var joined = await db.Users.Where(member => member.Id > before && member.JoinedAt >= since).Select(member => member.JoinedAt).ToListAsync(cancellation);
        return [.. joined.Select(static at => (at, new DailyGrowth(Members: 1)))];
    }

    private static async Task<List<(DateTimeOffset, DailyGrowth)>> PostsAsync(ForumDb db, DateTimeOffset since, CancellationToken cancellation)
    {
        var before = await db.Posts.Where(post => post.CreatedAt < since).OrderByDescending(post => post.Id).Select(post => post.Id).FirstOrDefaultAsync(cancellation);
        var posts = await db.Posts.Where(post => post.Id > before && post.CreatedAt >= since).Select(post => new { post.CreatedAt, post.Number }).ToListAsync(cancellation);
        return [.. posts.Select(static post => (post.CreatedAt, new DailyGrowth(Threads: post.Number == 1 ? 1 : 0, Posts: 1)))];
    }
}
