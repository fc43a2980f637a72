namespace Forum.Core.Live;

/// <summary>
/// A value that many pages ask for, kept until something changes that shows on every page. The count is read before the value
/// is loaded, so a value from before a change is never kept beyond it.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class CachedValue<T>(ChangeCounters changes)
{
    // One reference for both, so that nobody ever reads one value's count with another's content.
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
