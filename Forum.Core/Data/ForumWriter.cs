using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// Runs an act: one fresh context, one transaction, and after the commit the events that the act has put down.
/// Acts of this process wait for one another here (SQLite has one writer; waiting in line is fair and cheap, while its busy
/// handler sleeps and retries).
/// </summary>
public sealed class ForumWriter(
    IDbContextFactory<ForumDb> databases,
    ChangeCounters changes,
    LiveFeed feed,
    IEnumerable<IForumEventHandler> handlers,
    TimeProvider clock,
    ILogger<ForumWriter> log) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IForumEventHandler[] _handlers = [.. handlers];

    /// <summary>
    /// Runs <paramref name="act"/> in a transaction and commits when it was done. When it refuses or throws, nothing is kept
    /// and no event is sent. When this returns, caches no longer hold what the act has changed.
    /// </summary>
    /// <typeparam name="T">What the act yields.</typeparam>
    /// <param name="act">The act; it saves through <see cref="WriteScope.Db"/>. What needs time (rendering, hashing) belongs before it.</param>
    /// <param name="cancellation">Given up only while the act has not been committed.</param>
    /// <returns>What the act answered.</returns>
    public async Task<Outcome<T>> WriteAsync<T>(Func<WriteScope, Task<Outcome<T>>> act, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        List<ForumEvent> events;
        Outcome<T> outcome;
        await _gate.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var scope = new WriteScope(db, clock.GetUtcNow());
            outcome = await act(scope);
            if (!outcome.IsDone)
                return outcome;

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            events = scope.Events;
        }
        finally
        {
            _gate.Release();
        }

        foreach (var happened in events)
            await TellAsync(happened);
        return outcome;
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    // The act is on disk: a handler that fails must neither undo it nor keep the others from hearing of it.
    private async Task TellAsync(ForumEvent happened)
    {
        if (happened.ChangesEveryPage)
            changes.SiteChanged();
        foreach (var channel in happened.Channels)
            changes.Changed(channel);

        foreach (var handler in _handlers)
        {
            try
            {
                await handler.HandleAsync(happened);
            }
            catch (Exception error)
            {
                log.LogError(error, "{Handler} failed on {Event}", handler.GetType().Name, happened.GetType().Name);
            }
        }

        foreach (var channel in happened.Channels)
            feed.Publish(channel, happened);
    }
}

/// <summary>What an act works with while its transaction is open.</summary>
/// <param name="db">The context of the transaction.</param>
/// <param name="now">The time of the act, UTC: the same for all rows that it writes.</param>
public sealed class WriteScope(ForumDb db, DateTimeOffset now)
{
    /// <summary>The context of the transaction.</summary>
    public ForumDb Db { get; } = db;

    /// <summary>The time of the act, UTC.</summary>
    public DateTimeOffset Now { get; } = now;

    internal List<ForumEvent> Events { get; } = [];

    /// <summary>Puts down an event that is told after the commit, in the order of the calls.</summary>
    /// <param name="happened">What happened.</param>
    public void Tell(ForumEvent happened) => Events.Add(happened);
}

/// <summary>
/// Code that runs after an act was committed and before its caller hears of it: cache eviction, extensions.
/// It must be quick, and may fail without harm to the act.
/// </summary>
public interface IForumEventHandler
{
    /// <summary>Hears of an event. Called for every event of the forum; those of no interest are passed over.</summary>
    /// <param name="happened">What happened.</param>
    ValueTask HandleAsync(ForumEvent happened);
}
