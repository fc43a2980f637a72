using Forum.Core.Live;

namespace Forum.Core.Data;

/// <summary>What an act works with while its transaction is open.</summary>
/// <param name="db">The transaction's context.</param>
/// <param name="now">The act's time in UTC, the same for all rows that it writes.</param>
/// <param name="handlers">What follows from the act.</param>
public sealed class WriteScope(ForumDb db, DateTimeOffset now, Handlers handlers)
{
    /// <summary>The transaction's context.</summary>
    public ForumDb Db { get; } = db;

    /// <summary>The act's time in UTC.</summary>
    public DateTimeOffset Now { get; } = now;

    internal List<ForumEvent> Events { get; } = [];

    internal List<Func<Task>> Ends { get; } = [];

    /// <summary>
    /// Tells other rooms, inside the transaction, what the act has written: <see cref="IBeforeCommit{TFact}"/> runs now,
    /// <see cref="IBeforeBatchCommit{TFact}"/> just before the commit. Call it after the act's own rows are saved.
    /// </summary>
    /// <typeparam name="TFact">What happened.</typeparam>
    public async Task RaiseFactAsync<TFact>(TFact fact, CancellationToken cancellation = default)
    {
        foreach (var handler in handlers.BeforeCommit<TFact>())
            await handler.HandleAsync(this, fact, cancellation);
        foreach (var handler in handlers.BeforeBatchCommit<TFact>())
            Ends.Add(() => handler.HandleAsync(this, fact));
    }

    /// <summary>Records an event to raise after the commit, in call order.</summary>
    public void Raise(ForumEvent happened) => Events.Add(happened);
}
