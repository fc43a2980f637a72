using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Layout;

/// <summary>The page that a browser keeps for when the forum can't be reached.</summary>
public static class OfflineHosting
{
    /// <summary>The script that is a service worker for the whole forum, although it's in a folder.</summary>
    public const string Worker = "/js/offline.js";

    /// <summary>Maps the page.</summary>
    public static void MapOffline(this WebApplication app) => app.MapGet("/offline", static (IStringLocalizer<Texts> texts) => Results.Content(
        new BarePage(ErrorPicture.Broken, texts["The forum can't be reached"], texts["You're offline, or the forum is restarting. What you typed is kept in this browser."]) { Script = Worker }.Html(texts),
        "text/html; charset=utf-8"));
}
