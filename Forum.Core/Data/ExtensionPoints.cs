using Forum.Core.Live;

namespace Forum.Core.Data;

/// <summary>Marks an interface that a room implements to attach itself: see docs/extending.md.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ExtensionPointAttribute : Attribute;

/// <summary>
/// Writes what follows from an act, in the act's savepoint: both are saved, or neither. An exception fails the act.
/// Handlers run in <see cref="Order"/>, after the act has written its own rows and counters.
/// </summary>
/// <typeparam name="TFact">What happened, as passed to <see cref="WriteScope.RaiseFactAsync"/>.</typeparam>
[ExtensionPoint]
public interface IBeforeCommit<in TFact>
{
    /// <summary>Lower numbers run first; handlers with the same number run in the order of registration.</summary>
    int Order => 0;

    /// <summary>Handles the fact.</summary>
    Task HandleAsync(WriteScope scope, TFact fact, CancellationToken cancellation);
}

/// <summary>
/// Writes what is cheaper once after all acts that share a commit than in each act's savepoint. Skipped for an act that
/// isn't saved. An exception fails all acts of the commit.
/// </summary>
/// <typeparam name="TFact">What happened.</typeparam>
[ExtensionPoint]
public interface IBeforeBatchCommit<in TFact>
{
    /// <summary>Lower numbers run first; handlers with the same number run in the order of registration.</summary>
    int Order => 0;

    /// <summary>Handles the fact.</summary>
    Task HandleAsync(WriteScope scope, TFact fact);
}

/// <summary>
/// Runs after the commit and before the caller gets its result: caches, counts, the live feed. It must be quick. A
/// failure is logged and affects nothing else.
/// </summary>
/// <typeparam name="TEvent">The event, or a base class of several; <see cref="ForumEvent"/> for all.</typeparam>
[ExtensionPoint]
public interface IAfterCommit<in TEvent>
    where TEvent : ForumEvent
{
    /// <summary>Handles the event.</summary>
    ValueTask HandleAsync(TEvent happened);
}

/// <summary>
/// Follows a page that is opened or was read: who is online, views, read marks, notifications that were seen. It may only
/// write in memory.
/// </summary>
/// <typeparam name="TPage">What was shown.</typeparam>
[ExtensionPoint]
public interface IAfterRead<in TPage>
{
    /// <summary>Handles it.</summary>
    ValueTask HandleAsync(TPage shown, CancellationToken cancellation);
}

/// <summary>Brings the data of an older database up to date, after its migration and before the first request.</summary>
[ExtensionPoint]
public interface IAfterMigration
{
    /// <summary>Brings it up to date. It must be able to run again after an interruption.</summary>
    Task RunAsync(ForumDb db, CancellationToken cancellation);
}
