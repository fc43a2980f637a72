using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Statistics;

/// <summary>
/// Counts what happens each day, for charts: acts and pages only count in memory, so they cost nothing more. A crash
/// loses up to <see cref="BatchedWrites.Period"/>. Imported content counts on the days that it's from.
/// </summary>
[SafeBesideOthers("the database adds")]
public sealed class DailyCounts(ForumWriter writer, TimeProvider clock, ILogger<DailyCounts> log)
    : BatchedWrites(clock, log), IAfterRead<PageSeen>, IAfterCommit<MemberRegistered>, IAfterCommit<ThreadStarted>, IAfterCommit<ReplyPosted>,
        IBeforeCommit<PostsWritten>, IBeforeCommit<MembersImported>
{
    private ConcurrentDictionary<int, DailyGrowth> _waiting = new();

    /// <inheritdoc />
    public ValueTask HandleAsync(PageSeen shown, CancellationToken cancellation) => Count(new(Views: 1));

    /// <inheritdoc />
    public ValueTask HandleAsync(MemberRegistered happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened.IsImported ? ValueTask.CompletedTask : Count(new(Members: 1));
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(ThreadStarted happened) => Count(new(Threads: 1, Posts: 1));

    /// <inheritdoc />
    public ValueTask HandleAsync(ReplyPosted happened) => Count(new(Posts: 1));

    /// <inheritdoc />
    public async Task HandleAsync(WriteScope scope, PostsWritten fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);

        // Only imports have no author. Their keys are consecutive.
        if (fact.Author is not null || fact.Posts.Count == 0)
            return;
        var (first, last) = (fact.Posts[0].Id, fact.Posts[^1].Id);
        var posts = await scope.Db.Posts.Where(post => post.Id >= first && post.Id <= last).Select(post => new { post.CreatedAt, post.Number }).ToListAsync(cancellation);
        var days = DailyGrowth.Sum(posts.Select(static post => (post.CreatedAt, new DailyGrowth(Threads: post.Number == 1 ? 1 : 0, Posts: 1))));
        await DailyGrowth.AddAsync(scope.Db, days, cancellation);
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, MembersImported fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        return DailyGrowth.AddAsync(scope.Db, DailyGrowth.Sum(fact.JoinedAt.Select(static at => (at, new DailyGrowth(Members: 1)))), cancellation);
    }

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        if (_waiting.IsEmpty)
            return;
        var batch = Interlocked.Exchange(ref _waiting, new());
        try
        {
            await writer.WriteAsync<Done>(
                async scope =>
                {
                    await DailyGrowth.AddAsync(scope.Db, batch, cancellation);
                    return default(Done);
                },
                cancellation);
        }
        catch
        {
            foreach (var (day, growth) in batch)
                Add(day, growth);
            throw;
        }
    }

    private ValueTask Count(DailyGrowth growth)
    {
        Add(DailyGrowth.DayOf(Clock.GetUtcNow()), growth);
        return ValueTask.CompletedTask;
    }

    private void Add(int day, DailyGrowth growth) => _waiting.AddOrUpdate(day, growth, (_, before) => before.Plus(growth));
}
