using System.Collections.Concurrent;
using System.Globalization;

namespace Forum.Web.Framework;

/// <summary>A cache for each language: what is rendered for one language is never shown in another.</summary>
public sealed class PerLanguage<T>
    where T : class, new()
{
    private readonly ConcurrentDictionary<CultureInfo, T> _all = new();

    /// <summary>The cache for the language of the current page.</summary>
    public T Current => _all.GetOrAdd(CultureInfo.CurrentUICulture, static _ => new());
}
