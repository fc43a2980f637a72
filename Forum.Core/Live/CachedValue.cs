namespace Forum.Core.Live;

/// <summary>
/// A value that many pages use, cached until something changes that shows on every page. The change count is read
/// before the value is loaded, so a value from before a change is never cached beyond it.
/// </summary>
internal sealed class CachedValue<T>(ChangeCounters changes)
{
    // One reference for both, so that a count and another count's value are never read together.
    private sealed record Entry(long Changes, T Value);

    private Entry? _entry;

    public async ValueTask<T> GetAsync(Func<CancellationToken, Task<T>> load, CancellationToken cancellation)
    {
        var now = changes.Site;
        if (_entry is { } kept && kept.Changes == now)
            return kept.Value;

        var value = await load(cancellation);
        _entry = new Entry(now, value);
        return value;
    }
}
