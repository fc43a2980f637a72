using System.Collections.Immutable;
using System.Globalization;

namespace Forum.Web.Members.Settings;

/// <summary>The time zones and languages a member can choose: those the machine has data for, built once.</summary>
public static class FormatLists
{
    private static readonly Lazy<ImmutableArray<string>> Zones = new(() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(static zone => zone.Id)
            .Where(static id => id == "UTC" || IsOfAPlace(id))
            .Order(StringComparer.Ordinal),
    ]);

    private static readonly Lazy<ImmutableArray<(string Code, string Name)>> Regions = new(() =>
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Where(static culture => culture.Name.Length is >= 5 and <= 11 && Letters(culture.Name.Split('-')[^1]) == 2)
            .Select(static culture => (culture.Name, culture.NativeName))
            .OrderBy(static culture => culture.NativeName, StringComparer.OrdinalIgnoreCase),
    ]);

    /// <summary>The IANA time zones that are named after a place, and UTC.</summary>
    public static ImmutableArray<string> TimeZones => Zones.Value;

    /// <summary>Languages with a country, each in its own name.</summary>
    public static ImmutableArray<(string Code, string Name)> Languages => Regions.Value;

    private static bool IsOfAPlace(string id) => id.Split('/') is ["Africa" or "America" or "Antarctica" or "Asia" or "Atlantic" or "Australia" or "Europe" or "Indian" or "Pacific", _, ..];

    private static int Letters(string text) => text.All(char.IsAsciiLetter) ? text.Length : 0;
}
