using System.Globalization;
using Forum.Core.Data;
using Forum.Web.Components;

namespace Forum.Web.Framework;

/// <summary>The languages of the interface: English, and one for each <c>Texts.xx.resx</c>.</summary>
public sealed class Languages
{
    /// <summary>The name of the setting with the forum's language.</summary>
    public const string Setting = "Forum:Language";

    /// <summary>The cookie with the language that was chosen on a device.</summary>
    public const string Cookie = "forum-language";

    /// <summary>The query parameter by which a page's circuit gets the page's language.</summary>
    public const string OfPage = "language";

    /// <summary>The language of the texts in the code.</summary>
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    // Longer than any tag that browsers send.
    private const int MaxTagLength = 35;
    private const int MaxAccepted = 10;
    private readonly CultureInfo? _setting;

    /// <summary>Reads the setting.</summary>
    /// <param name="translations">The languages besides English.</param>
    /// <exception cref="StartRefusedException">The setting names a language that isn't there.</exception>
    public Languages(IConfiguration settings, IEnumerable<CultureInfo> translations)
    {
        ArgumentNullException.ThrowIfNull(settings);
        All = [English, .. translations];
        if (settings[Setting] is { Length: > 0 } tag)
        {
            _setting = Find(tag) ?? throw new StartRefusedException(
                $"The setting {Setting} is \"{tag}\". Set it to {string.Join(" or ", All.Select(static language => language.Name))}, or leave it empty to follow each visitor's browser.");
        }
    }

    /// <summary>All languages, English first.</summary>
    public IReadOnlyList<CultureInfo> All { get; }

    /// <summary>Whether there is a choice.</summary>
    public bool AreSeveral => All.Count > 1;

    /// <summary>Whether pages follow the visitors' browsers.</summary>
    public bool FollowBrowsers => AreSeveral && _setting is null;

    /// <summary>The language for whatever has no visitor, such as emails.</summary>
    public CultureInfo OfForum => _setting ?? English;

    /// <summary>The translations beside the program: the build makes <c>xx/Forum.Web.resources.dll</c> of each.</summary>
    public static IEnumerable<CultureInfo> Translations() => Directory
        .EnumerateFiles(
            AppContext.BaseDirectory,
            typeof(Texts).Assembly.GetName().Name + ".resources.dll",
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
        .Select(static file => CultureInfo.GetCultureInfo(Path.GetFileName(Path.GetDirectoryName(file))!))
        .OrderBy(static language => language.Name, StringComparer.Ordinal);

    /// <summary>
    /// The language for a tag such as <c>de-AT</c>: this one, or without its last parts (RFC 4647, section 3.4). It
    /// creates no culture for a tag, because .NET would keep each one that strangers make up.
    /// </summary>
    /// <returns>The language; null if there is none.</returns>
    public CultureInfo? Find(string? tag)
    {
        for (var rest = tag is { Length: <= MaxTagLength } ? tag : ""; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOf('-'))])
        {
            if (All.FirstOrDefault(language => language.Name.Equals(rest, StringComparison.OrdinalIgnoreCase)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The language of a response.</summary>
    public CultureInfo Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request.Path.StartsWithSegments(CircuitOrigins.Circuits) ? Find(request.Query[OfPage]) : null)
            ?? Find(request.Cookies[Cookie])
            ?? _setting
            ?? Accepted(request)
            ?? English;
    }

    private CultureInfo? Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage.Take(MaxAccepted)
        .Where(static accepted => accepted.Quality != 0)
        .OrderByDescending(static accepted => accepted.Quality ?? 1)
        .Select(accepted => Find(accepted.Value.Value))
        .FirstOrDefault(static language => language is not null);
}
