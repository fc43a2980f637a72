using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Forum.Core.Live;

/// <summary>
/// A cache that loads what it lacks, one load at a time for each key: everyone who asks in the meantime gets its result.
/// A load that fails does so for all of them; it isn't cached, and whoever asks next loads again.
/// </summary>
/// <typeparam name="TKey">
/// Identifies a value, including what it mustn't be older than, such as a change count: a request that comes after a
/// change has another key, and so never joins a load that began before it.
/// </typeparam>
/// <typeparam name="T">The value; everyone gets the same instance.</typeparam>
/// <param name="comparer">Compares keys; null for the usual comparison.</param>
public abstract class LoadingCache<TKey, T>(IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TaskCompletionSource<T>> _loads = new(comparer);

    /// <summary>Looks up a value that was loaded earlier.</summary>
    protected abstract bool TryFind(TKey key, [MaybeNullWhen(false)] out T value);

    /// <summary>Caches a value that was just loaded.</summary>
    protected abstract void Keep(TKey key, T value);

    /// <summary>A value, from the cache if possible.</summary>
    /// <param name="load">Loads the value for everyone who waits: a canceled request must not cancel it.</param>
    /// <param name="cancellation">Stops waiting; the load goes on.</param>
    protected ValueTask<T> GetAsync(TKey key, Func<Task<T>> load, CancellationToken cancellation = default) =>
        TryFind(key, out var kept) ? new(kept) : new(JoinAsync(key, load).WaitAsync(cancellation));

    private Task<T> JoinAsync(TKey key, Func<Task<T>> load)
    {
        // Those who waited go on elsewhere: the first one has work of its own.
        var mine = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = _loads.GetOrAdd(key, mine);
        if (running == mine)
            _ = RunAsync(key, load, mine);
        return running.Task;
    }

    private async Task RunAsync(TKey key, Func<Task<T>> load, TaskCompletionSource<T> mine)
    {
        var loading = LoadAsync(key, load);
        await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _loads.TryRemove(key, out _);
        mine.SetFromTask(loading);
    }

    private async Task<T> LoadAsync(TKey key, Func<Task<T>> load)
    {
        // Another load may have ended between the look into the cache and the beginning of this one.
        if (TryFind(key, out var kept))
            return kept;
        var value = await load();
        Keep(key, value);
        return value;
    }
}
