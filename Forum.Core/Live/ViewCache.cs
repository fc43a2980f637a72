using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;

namespace Forum.Core.Live;

/// <summary>
/// What pages are built from, read once for all viewers and cached until what it shows changes. The change counts are
/// read before the view is loaded and stored with it, so a view from before a reply is never served to anyone who comes
/// after it. The caller checks access each time.
/// </summary>
/// <typeparam name="TKey">Identifies one of a thing's views, such as a page.</typeparam>
/// <typeparam name="TView">The cached view; immutable, because everyone gets the same instance.</typeparam>
/// <param name="most">The maximum cache size, in the unit of <paramref name="size"/>.</param>
/// <param name="size">The size of a view; null for 1 each.</param>
public sealed class ViewCache<TKey, TView>(ChangeCounters changes, long most, Func<TView, long>? size = null)
    : LoadingCache<((LiveChannel Channel, TKey Key) Which, long Changes, long Site), TView?>, IDisposable
    where TKey : notnull
    where TView : class
{
    /// <summary>Figures that change elsewhere (an author's post count, view counts) may be this old.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _views = new(new MemoryCacheOptions { SizeLimit = most });

    /// <summary>A view, from the cache if possible.</summary>
    /// <param name="channel">The thing that the view shows.</param>
    /// <param name="key">Which of its views.</param>
    /// <param name="load">Loads the view, for everyone who waits for it.</param>
    /// <param name="cancellation">Stops waiting; the load goes on.</param>
    /// <returns>The view; null if there is none, which isn't cached.</returns>
    public ValueTask<TView?> FindAsync(LiveChannel channel, TKey key, Func<Task<TView?>> load, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        return FindAsync(channel, key, _ => load(), cancellation);
    }

    /// <summary>A view, from the cache if possible; loaded with the previous one at hand, if it's still cached.</summary>
    /// <param name="channel">The thing that the view shows.</param>
    /// <param name="key">Which of its views.</param>
    /// <param name="load">Loads the view, for everyone who waits for it. Reuse unchanged parts of the previous view
    /// (<see cref="Unchanged"/>): they're already rendered.</param>
    /// <param name="cancellation">Stops waiting; the load goes on.</param>
    /// <returns>The view; null if there is none, which isn't cached.</returns>
    public ValueTask<TView?> FindAsync(LiveChannel channel, TKey key, Func<TView?, Task<TView?>> load, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        return GetAsync(((channel, key), changes.Of(channel), changes.Site), () => load(_views.Get<Entry>((channel, key))?.View), cancellation);
    }

    /// <summary>Clears the cache.</summary>
    public void Clear() => _views.Clear();

    /// <inheritdoc />
    public void Dispose() => _views.Dispose();

    /// <inheritdoc />
    protected override bool TryFind(((LiveChannel Channel, TKey Key) Which, long Changes, long Site) key, [MaybeNullWhen(false)] out TView? value)
    {
        var kept = _views.Get<Entry>(key.Which);
        var isCurrent = kept is not null && kept.Changes == key.Changes && kept.Site == key.Site;
        value = isCurrent ? kept!.View : null;
        return isCurrent;
    }

    // Replaces the previous view immediately: no one needs it, and long-lived objects make garbage collection expensive.
    // A load from before a change that ends after a later one is dropped; should both end at once, the next one loads again.
    /// <inheritdoc />
    protected override void Keep(((LiveChannel Channel, TKey Key) Which, long Changes, long Site) key, TView? value)
    {
        var kept = _views.Get<Entry>(key.Which);
        if (value is not null && !(kept?.Changes > key.Changes || kept?.Site > key.Site))
            _views.Set(key.Which, new Entry(key.Changes, key.Site, value), new MemoryCacheEntryOptions { Size = size?.Invoke(value) ?? 1, AbsoluteExpirationRelativeToNow = Kept });
    }

    private sealed record Entry(long Changes, long Site, TView View);
}

/// <summary>Helpers for rows that were read again.</summary>
internal static class Unchanged
{
    /// <summary>
    /// The same rows, but with the previous instance where nothing changed, so that what was rendered from it can be
    /// reused.
    /// </summary>
    /// <typeparam name="T">A record: rows are compared by value.</typeparam>
    public static IEnumerable<T> TakenFrom<T>(this IEnumerable<T> rows, IEnumerable<T> earlier)
        where T : class, IEquatable<T>
    {
        var known = new HashSet<T>(earlier);
        foreach (var row in rows)
            yield return known.TryGetValue(row, out var same) ? same : row;
    }
}
