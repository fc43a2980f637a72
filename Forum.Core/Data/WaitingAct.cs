using Forum.Core.Live;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Core.Data;

/// <summary>An act waiting for its turn, and then for the commit.</summary>
internal abstract class WaitingAct
{
    private const string Savepoint = "act";
    private IReadOnlyList<Func<Task>> _ends = [];
    private Exception? _error;

    /// <summary>Whether it succeeded and will be saved.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The events to raise after the commit.</summary>
    public IReadOnlyList<ForumEvent> Events { get; private set; } = [];

    /// <summary>
    /// Runs it. Exceptions of the act are stored for its caller; exceptions thrown from here concern the whole
    /// transaction.
    /// </summary>
    /// <param name="scope">What it works with.</param>
    /// <param name="shared">The transaction, if other acts share it; null if this one is alone.</param>
    public async Task RunAsync(WriteScope scope, IDbContextTransaction? shared)
    {
        if (shared is not null)
            await shared.CreateSavepointAsync(Savepoint);
        try
        {
            IsDone = await ActAsync(scope);
            if (IsDone)
                await scope.Db.SaveChangesAsync();
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

        // The next act starts without this one's rows.
        scope.Db.ChangeTracker.Clear();
    }

    /// <summary>Runs the act's deferred writes, if the act is saved.</summary>
    public async Task EndAsync()
    {
        foreach (var write in _ends)
            await write();
    }

    /// <summary>The transaction failed. An act that had already failed keeps its own error.</summary>
    public void Fail(Exception error)
    {
        IsDone = false;
        _error ??= error;
    }

    /// <summary>Lets the caller continue on another thread: the next acts don't wait for what callers do.</summary>
    public void Reply() => Reply(_error);

    /// <summary>Runs the act itself.</summary>
    /// <returns>Whether to save it.</returns>
    protected abstract Task<bool> ActAsync(WriteScope scope);

    /// <summary>Completes the caller's task with the error or the outcome.</summary>
    protected abstract void Reply(Exception? error);
}

/// <summary>An act and its answer.</summary>
/// <typeparam name="T">The act's result.</typeparam>
/// <param name="cancellation">Cancels it before it starts.</param>
internal sealed class WaitingAct<T>(Func<WriteScope, Task<Outcome<T>>> act, CancellationToken cancellation) : WaitingAct
{
    private readonly TaskCompletionSource<Outcome<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T> _outcome;

    /// <summary>The caller's task.</summary>
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
