using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Forum.Core.Live;

namespace Forum.Web.Live;

/// <summary>Caches what is made from an object for as long as that object is referenced.</summary>
public sealed class WeakCache<TKey, T>() : LoadingCache<TKey, T>(ReferenceEqualityComparer.Instance)
    where TKey : class
{
    private readonly ConditionalWeakTable<TKey, StrongBox<T>> _made = [];

    /// <summary>What was made from an object, or is made now.</summary>
    public ValueTask<T> MakeAsync(TKey from, Func<Task<T>> make) => GetAsync(from, make);

    /// <inheritdoc />
    protected override bool TryFind(TKey key, [MaybeNullWhen(false)] out T value)
    {
        var isMade = _made.TryGetValue(key, out var made);
        value = made is null ? default : made.Value;
        return isMade;
    }

    /// <inheritdoc />
    protected override void Keep(TKey key, T value) => _made.AddOrUpdate(key, new StrongBox<T>(value));
}
