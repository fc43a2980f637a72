using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Accounts.Settings;

/// <summary>
/// Turns a browser's user agent into words. Only for members to tell their devices apart: browsers can claim anything.
/// </summary>
public static class Devices
{
    // In the order they are checked: Edge and Opera also call themselves Chrome, Chrome also Safari.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>The browser and the system, such as "Firefox on Android".</summary>
    public static string NameOf(string userAgent, IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        ArgumentNullException.ThrowIfNull(texts);
        return (Find(Programs, userAgent), Find(Systems, userAgent)) switch
        {
            (null, null) => texts["Unknown device"],
            ({ } program, null) => program,
            (null, { } system) => system,
            ({ } program, { } system) => texts["{0} on {1}", program, system],
        };
    }

    private static string? Find((string Mark, string Name)[] all, string userAgent) =>
        all.FirstOrDefault(one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
