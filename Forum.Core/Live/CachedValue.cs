using System.Diagnostics.CodeAnalysis;

namespace Forum.Core.Live;

/// <summary>
/// A value that many pages use, cached until something changes that shows on every page. The change count is read
/// before the value is loaded, so a value from before a change is never cached beyond it.
/// </summary>
internal sealed class CachedValue<T>(ChangeCounters changes) : LoadingCache<long, T>
{
    // One reference for both, so that a count and another count's value are never read together.
    private sealed record Entry(long Changes, T Value);

    private Entry? _entry;

    public ValueTask<T> GetAsync(Func<Task<T>> load, CancellationToken cancellation) => GetAsync(changes.Site, load, cancellation);

    protected override bool TryFind(long key, [MaybeNullWhen(false)] out T value)
    {
        var kept = _entry;
        value = kept is null ? default : kept.Value;
        return kept?.Changes == key;
    }

    // Loads of before and after a change can end in any order: what was loaded after it stays.
    protected override void Keep(long key, T value)
    {
        var made = new Entry(key, value);
        for (var kept = _entry; kept is null || kept.Changes <= key;)
        {
            var found = Interlocked.CompareExchange(ref _entry, made, kept);
            if (found == kept)
                return;
            kept = found;
        }
    }
}
