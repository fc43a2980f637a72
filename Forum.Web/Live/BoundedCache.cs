using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Forum.Core.Live;

namespace Forum.Web.Live;

/// <summary>Caches up to a number of values, and starts again when it's full: there is no telling which of them is needed next.</summary>
/// <param name="most">The maximum number of values.</param>
public sealed class BoundedCache<TKey, T>(int most) : LoadingCache<TKey, T>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, T> _made = new();

    /// <summary>A value, from the cache or made now.</summary>
    public ValueTask<T> MakeAsync(TKey key, Func<Task<T>> make) => GetAsync(key, make);

    /// <inheritdoc />
    protected override bool TryFind(TKey key, [MaybeNullWhen(false)] out T value) => _made.TryGetValue(key, out value);

    /// <inheritdoc />
    protected override void Keep(TKey key, T value)
    {
        if (_made.Count >= most)
            _made.Clear();
        _made[key] = value;
    }
}
