using System.Collections.Concurrent;
using Forum.Core.Data.Sqlite;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// Runs acts, one after the other: SQLite has one writer, and its own way of waiting sleeps and retries. An act has a transaction and a
/// context that knows nothing of the acts before. Acts that came while another was running share a commit, each in a savepoint of its
/// own: it stands or falls alone, but the way to the disk is taken once for all of them. Nobody is answered before that. The context, its
/// connection and what was prepared on it stay from act to act, until something fails.
/// </summary>
public sealed class ForumWriter(
    IDbContextFactory<ForumDb> databases,
    ChangeCounters changes,
    LiveFeed feed,
    IEnumerable<IForumEventHandler> handlers,
    TimeProvider clock,
    ILogger<ForumWriter> log) : IDisposable
{
    private const int MaxBatchSize = 16;
    private readonly ConcurrentQueue<WaitingAct> _waiting = new();
    private readonly IForumEventHandler[] _handlers = [.. handlers];
    private ForumDb? _open;
    private volatile bool _isDisposed;
    private int _count;

    /// <summary>
    /// Runs <paramref name="act"/> in a transaction and commits when it was done. When it refuses or throws, nothing is kept
    /// and no event is sent. When this returns, caches no longer hold what the act has changed. Events are told in the order
    /// in which acts were committed.
    /// </summary>
    /// <typeparam name="T">What the act yields.</typeparam>
    /// <param name="act">
    /// The act; it saves through <see cref="WriteScope.Db"/>, and runs no other act. What needs time (rendering, hashing) belongs before it.
    /// </param>
    /// <param name="cancellation">Given up only while the act has not been begun, unless the act itself looks at it.</param>
    /// <returns>What the act answered.</returns>
    public Task<Outcome<T>> WriteAsync<T>(Func<WriteScope, Task<Outcome<T>>> act, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        var waiting = new WaitingAct<T>(act, cancellation);
        _waiting.Enqueue(waiting);

        if (Interlocked.Increment(ref _count) == 1)
            RunAtOnce();
        return waiting.Answer;
    }

    /// <summary>Closes the writer's connection, when the acts that have begun are through.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_open is not null)
            _ = WriteAsync<Done>(static _ => Task.FromResult<Outcome<Done>>(Refusal.NotAllowed));
    }

    // Who finds nobody there runs the act on their own thread, but not on a circuit's dispatcher: acts that come along must not
    // wait for what that circuit does.
    private void RunAtOnce()
    {
        var dispatcher = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _ = RunWaitingAsync(isCaller: true);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(dispatcher);
        }
    }

    private async Task RunWaitingAsync(bool isCaller)
    {
        var together = new List<WaitingAct>(MaxBatchSize);
        do
        {
            together.Clear();
            while (together.Count < MaxBatchSize && _waiting.TryDequeue(out var act))
                together.Add(act);
            await RunTogetherAsync(together);
            if (Interlocked.Add(ref _count, -together.Count) <= 0)
                return;
        }
        while (!isCaller);

        // What came meanwhile is others': the caller has been answered and does not run it, nor does it run in the caller's context.
        ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.RunWaitingAsync(isCaller: false), this, preferLocal: false);
    }

    private async Task RunTogetherAsync(List<WaitingAct> together)
    {
        try
        {
            var db = _open ??= await OpenAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var act in together)
                await act.RunAsync(db, clock.GetUtcNow(), together.Count > 1 ? transaction : null);
            if (together.Any(static act => act.IsDone))
            {
                foreach (var act in together)
                    await act.EndAsync();
                await transaction.CommitAsync();
            }
        }
        catch (Exception error)
        {
            // The disk is full, say: none of them is kept, and all hear of it.
            foreach (var act in together)
                act.Fail(error);
            await CloseAsync();
        }

        foreach (var act in together)
        {
            foreach (var happened in act.IsDone ? act.Events : [])
                await TellAsync(happened);
            act.Reply();
        }

        _open?.ChangeTracker.Clear();
        if (_isDisposed)
            await CloseAsync();
    }

    private async Task<ForumDb> OpenAsync()
    {
        var db = await databases.CreateDbContextAsync();
        try
        {
            // An act that fails goes as a whole: nothing is saved to come back to a part of it.
            db.Database.AutoSavepointsEnabled = false;
            await db.Database.OpenConnectionAsync();
            PreparedStatements.Begin(db);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (_open is not { } db)
            return;
        _open = null;
        try
        {
            PreparedStatements.End(db);
            await db.Database.CloseConnectionAsync();
            await db.DisposeAsync();
        }
        catch (Exception error)
        {
            // What made it useless may keep it from being closed, too. The next act has another one.
            log.LogError(error, "The writer's connection could not be closed");
        }
    }

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

    internal List<Func<Task>> Ends { get; } = [];

    /// <summary>
    /// Puts down something that is written before the commit, after the acts that share it: where it is cheaper to write for all of them one
    /// after the other than in the savepoint of each. Not done when the act is not kept; when it fails, none of them is.
    /// </summary>
    /// <param name="write">Writes it.</param>
    internal void BeforeBatchCommit(Func<Task> write) => Ends.Add(write);

    /// <summary>Puts down an event that is told after the commit, in the order of the calls.</summary>
    public void Raise(ForumEvent happened) => Events.Add(happened);
}

/// <summary>
/// Code that runs after an act was committed and before its caller hears of it: cache eviction, extensions.
/// It must be quick, and may fail without harm to the act.
/// </summary>
public interface IForumEventHandler
{
    /// <summary>Hears of an event. Called for every event of the forum; those of no interest are passed over.</summary>
    ValueTask HandleAsync(ForumEvent happened);
}
