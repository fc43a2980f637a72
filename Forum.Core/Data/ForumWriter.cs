using System.Collections.Concurrent;
using Forum.Core.Data.Sqlite;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// Runs acts one after another: SQLite has a single writer, and its own waiting sleeps and retries. Each act has a
/// transaction and a clean context. Acts that arrive while another is running share a commit, each in its own
/// savepoint: each succeeds or fails alone, but the disk is flushed once for all of them. No caller gets an answer
/// before that. The context, its connection and its prepared statements are reused from act to act until something
/// fails.
/// </summary>
public sealed class ForumWriter(
    IDbContextFactory<ForumDb> databases,
    ChangeCounters changes,
    LiveFeed feed,
    Handlers handlers,
    TimeProvider clock,
    ILogger<ForumWriter> log) : IDisposable
{
    private const int MaxBatchSize = 16;
    private readonly ConcurrentQueue<WaitingAct> _waiting = new();
    private ForumDb? _open;
    private volatile bool _isDisposed;
    private int _count;

    /// <summary>
    /// Runs <paramref name="act"/> in a transaction and commits if it succeeds. If it refuses or throws, nothing is
    /// saved and no event is raised. When this returns, caches no longer contain what the act changed. Events are
    /// raised in commit order.
    /// </summary>
    /// <typeparam name="T">The act's result.</typeparam>
    /// <param name="act">The act. It saves through <see cref="WriteScope.Db"/> and must not run another act. Do slow
    /// work (rendering, hashing) before it.</param>
    /// <param name="cancellation">Cancels only before the act starts, unless the act itself observes it.</param>
    /// <returns>The act's outcome.</returns>
    public Task<Outcome<T>> WriteAsync<T>(Func<WriteScope, Task<Outcome<T>>> act, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        var waiting = new WaitingAct<T>(act, cancellation);
        _waiting.Enqueue(waiting);

        if (Interlocked.Increment(ref _count) == 1)
            RunAtOnce();
        return waiting.Answer;
    }

    /// <summary>Closes the writer's connection once all started acts are finished.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_open is not null)
            _ = WriteAsync<Done>(static _ => Task.FromResult<Outcome<Done>>(Refusal.NotAllowed));
    }

    // A caller who finds the writer idle runs the act on its own thread, but not on a circuit's dispatcher: other acts
    // must not wait for what that circuit does.
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

        // Acts that arrived in the meantime belong to others: this caller already has its answer, so they run neither
        // on its thread nor in its context.
        ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.RunWaitingAsync(isCaller: false), this, preferLocal: false);
    }

    private async Task RunTogetherAsync(List<WaitingAct> together)
    {
        try
        {
            var db = _open ??= await OpenAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var act in together)
                await act.RunAsync(new WriteScope(db, clock.GetUtcNow(), handlers), together.Count > 1 ? transaction : null);
            if (together.Any(static act => act.IsDone))
            {
                foreach (var act in together)
                    await act.EndAsync();
                await transaction.CommitAsync();
            }
        }
        catch (Exception error)
        {
            // For example, the disk is full: none of the acts is saved, and every caller gets the error.
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
            // A failed act is rolled back as a whole, so savepoints within it aren't needed.
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
            // The connection may fail to close for the same reason that it failed. The next act gets a new one.
            log.LogError(error, "Couldn't close the writer's connection");
        }
    }

    private async Task TellAsync(ForumEvent happened)
    {
        if (happened.ChangesEveryPage)
            changes.SiteChanged();
        foreach (var channel in happened.Channels)
            changes.Changed(channel);

        await handlers.AfterCommitAsync(happened);
        foreach (var channel in happened.Channels)
            feed.Publish(channel, happened);
    }
}
