using Microsoft.Extensions.Caching.Memory;

namespace Forum.Core.Live;

/// <summary>
/// What pages are built from, read once for all viewers and kept until the thing that it shows has changed. The counts of
/// changes are read before the view is loaded and stand beside it, so a view from before a reply is never handed to whoever
/// comes after it. Who may see it is for the caller to check, each time.
/// </summary>
/// <typeparam name="TKey">Which of a thing's views: a page, say.</typeparam>
/// <typeparam name="TView">What is kept; immutable, since everybody gets the same one.</typeparam>
/// <param name="changes">Counts the changes.</param>
/// <param name="most">How much is kept at most, in the unit of <paramref name="size"/>.</param>
/// <param name="size">How much of that a view takes; null for 1 each.</param>
public sealed class ViewCache<TKey, TView>(ChangeCounters changes, long most, Func<TView, long>? size = null) : IDisposable
    where TKey : notnull
    where TView : class
{
    /// <summary>Figures that other things bring along (an author's posts, views that were counted) may be this old.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _views = new(new MemoryCacheOptions { SizeLimit = most });

    /// <summary>A view, out of memory where it is there.</summary>
    /// <param name="channel">The thing that the view shows.</param>
    /// <param name="key">Which of its views.</param>
    /// <param name="load">Reads it.</param>
    /// <returns>The view; null when there is none, which is not kept.</returns>
    public ValueTask<TView?> FindAsync(LiveChannel channel, TKey key, Func<Task<TView?>> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return FindAsync(channel, key, _ => load());
    }

    /// <summary>A view, out of memory where it is there; read with the one of before at hand, where that is still there.</summary>
    /// <param name="channel">The thing that the view shows.</param>
    /// <param name="key">Which of its views.</param>
    /// <param name="load">Reads it. Parts of the earlier view that are the same are better taken over (<see cref="Unchanged"/>): they are drawn already.</param>
    /// <returns>The view; null when there is none, which is not kept.</returns>
    public async ValueTask<TView?> FindAsync(LiveChannel channel, TKey key, Func<TView?, Task<TView?>> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var (now, site) = (changes.Of(channel), changes.Site);
        var earlier = _views.Get<Entry>((channel, key));
        if (earlier is not null && earlier.Changes == now && earlier.Site == site)
            return earlier.View;

        // The one of before makes room at once. It would be kept for nobody, and what is kept for long is what collecting memory costs.
        var view = await load(earlier?.View);
        if (view is not null)
            _views.Set((channel, key), new Entry(now, site, view), new MemoryCacheEntryOptions { Size = size?.Invoke(view) ?? 1, AbsoluteExpirationRelativeToNow = Kept });
        return view;
    }

    /// <summary>Lets go of everything.</summary>
    public void Clear() => _views.Clear();

    /// <inheritdoc />
    public void Dispose() => _views.Dispose();

    private sealed record Entry(long Changes, long Site, TView View);
}

/// <summary>Rows that were read again.</summary>
internal static class Unchanged
{
    /// <summary>The same rows, each as it was before where nothing about it has changed: what was made of it is still good.</summary>
    /// <typeparam name="T">A record: the rows are compared by what they say.</typeparam>
    /// <param name="rows">The rows as they were read now.</param>
    /// <param name="earlier">Those that were read before.</param>
    public static IEnumerable<T> TakenFrom<T>(this IEnumerable<T> rows, IEnumerable<T> earlier)
        where T : class, IEquatable<T>
    {
        var known = new HashSet<T>(earlier);
        foreach (var row in rows)
            yield return known.TryGetValue(row, out var same) ? same : row;
    }
}
