using Forum.Core.Live;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Core.Data;

/// <summary>An act that waits for its turn, and then for the commit.</summary>
internal abstract class WaitingAct
{
    private const string Savepoint = "act";
    private IReadOnlyList<Func<Task>> _ends = [];
    private Exception? _error;

    /// <summary>Whether it has run to its end and is to be kept.</summary>
    public bool IsDone { get; private set; }

    /// <summary>What is told when it is committed.</summary>
    public IReadOnlyList<ForumEvent> Events { get; private set; } = [];

    /// <summary>Runs it. What it throws is kept for its caller; what is thrown from here concerns the whole transaction.</summary>
    /// <param name="db">The context of the transaction.</param>
    /// <param name="now">The time of the act.</param>
    /// <param name="shared">The transaction, where other acts are in it; null where this one is alone.</param>
    public async Task RunAsync(ForumDb db, DateTimeOffset now, IDbContextTransaction? shared)
    {
        if (shared is not null)
            await shared.CreateSavepointAsync(Savepoint);
        var scope = new WriteScope(db, now);
        try
        {
            IsDone = await ActAsync(scope);
            if (IsDone)
                await db.SaveChangesAsync();
        }
        catch (Exception error)
        {
            IsDone = false;
            _error = error;
        }

        if (IsDone)
            (Events, _ends) = (scope.Events, scope.Ends);
        else if (shared is not null)
            await shared.RollbackToSavepointAsync(Savepoint);
        if (shared is null)
            return;
        await shared.ReleaseSavepointAsync(Savepoint);

        // The next one knows nothing of this one's rows.
        db.ChangeTracker.Clear();
    }

    /// <summary>Writes what the act has left for the end, when it is kept.</summary>
    public async Task EndAsync()
    {
        foreach (var write in _ends)
            await write();
    }

    /// <summary>The transaction has failed. An act that had failed by itself keeps its own reason.</summary>
    public void Fail(Exception error)
    {
        IsDone = false;
        _error ??= error;
    }

    /// <summary>Lets the caller go on, elsewhere: the next acts do not wait for what callers do.</summary>
    public void Reply() => Reply(_error);

    /// <summary>Runs the act itself.</summary>
    /// <returns>Whether it is to be kept.</returns>
    protected abstract Task<bool> ActAsync(WriteScope scope);

    /// <summary>Answers the caller, with what went wrong or with the outcome.</summary>
    protected abstract void Reply(Exception? error);
}

/// <summary>An act and its answer.</summary>
/// <typeparam name="T">What the act yields.</typeparam>
/// <param name="cancellation">Gives it up before it is begun.</param>
internal sealed class WaitingAct<T>(Func<WriteScope, Task<Outcome<T>>> act, CancellationToken cancellation) : WaitingAct
{
    private readonly TaskCompletionSource<Outcome<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T> _outcome;

    /// <summary>What the caller waits for.</summary>
    public Task<Outcome<T>> Answer => _answer.Task;

    protected override async Task<bool> ActAsync(WriteScope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        _outcome = await act(scope);
        return _outcome.IsDone;
    }

    protected override void Reply(Exception? error)
    {
        if (error is OperationCanceledException && cancellation.IsCancellationRequested)
            _answer.TrySetCanceled(cancellation);
        else if (error is not null)
            _answer.TrySetException(error);
        else
            _answer.TrySetResult(_outcome);
    }
}
