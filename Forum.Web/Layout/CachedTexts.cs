using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Layout;

/// <summary>
/// The texts, each looked up once for a language: the framework goes through the resources under a lock every time, a hundred
/// times a page. The texts are those of the program, so there is an end to them.
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
