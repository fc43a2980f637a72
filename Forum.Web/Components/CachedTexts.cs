using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>
/// Caches the texts of each language: the framework looks through the resources under a lock every time, a hundred times
/// per page. The texts are part of the program, so their number is limited.
/// </summary>
public sealed class CachedTexts(IStringLocalizerFactory factory) : IStringLocalizer<Texts>
{
    private readonly StringLocalizer<Texts> _resources = new(factory);
    private readonly ConcurrentDictionary<(CultureInfo Culture, string Name), LocalizedString> _found = new();

    /// <inheritdoc />
    public LocalizedString this[string name] =>
        _found.GetOrAdd((CultureInfo.CurrentUICulture, name), static (key, resources) => resources[key.Name], _resources);

    /// <inheritdoc />
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var text = this[name];
            return new LocalizedString(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
        }
    }

    /// <inheritdoc />
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => _resources.GetAllStrings(includeParentCultures);
}
