using Microsoft.Extensions.Caching.Memory;

namespace Forum.Core.Live;

/// <summary>
/// What pages are built from, read once for all viewers and kept until the thing that it shows has changed. The counts of
/// changes are read before the view is loaded and lie in its key, so a view from before a reply is never handed to whoever
/// comes after it. Who may see it is for the caller to check, each time.
/// </summary>
/// <typeparam name="TKey">Which of a thing's views: a page, say.</typeparam>
/// <typeparam name="TView">What is kept; immutable, since everybody gets the same one.</typeparam>
/// <param name="changes">Counts the changes.</param>
/// <param name="most">How much is kept at most, in the unit of <paramref name="size"/>.</param>
/// <param name="size">How much of that a view takes; null for 1 each.</param>
public sealed class KeptViews<TKey, TView>(ChangeCounters changes, long most, Func<TView, long>? size = null) : IDisposable
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
    public async ValueTask<TView?> FindAsync(LiveChannel channel, TKey key, Func<Task<TView?>> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var entry = (channel, key, changes.Of(channel), changes.Site);
        if (_views.TryGetValue(entry, out TView? kept))
            return kept;

        var view = await load();
        if (view is not null)
            _views.Set(entry, view, new MemoryCacheEntryOptions { Size = size?.Invoke(view) ?? 1, AbsoluteExpirationRelativeToNow = Kept });
        return view;
    }

    /// <summary>Lets go of everything.</summary>
    public void Clear() => _views.Clear();

    /// <inheritdoc />
    public void Dispose() => _views.Dispose();
}
