using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>The reader's browser, as a new page presents it to the site.</summary>
public sealed record PageSetup
{
    /// <summary>In CSS pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>In CSS pixels.</summary>
    public int Height { get; init; } = 800;

    public ColorScheme ColorScheme { get; init; } = ColorScheme.Light;
    public bool JavaScript { get; init; } = true;
    public bool ReducedMotion { get; init; }

    /// <summary>Whether pages may have a service worker: with one, tests can't cut a page's requests.</summary>
    public bool ServiceWorkers { get; init; }

    public string Language { get; init; } = "en-US";

    /// <summary>An IANA time zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The base of relative URLs in <c>GotoAsync</c>.</summary>
    public Uri? Site { get; init; }

    internal BrowserNewContextOptions ToContextOptions() => new()
    {
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        ColorScheme = ColorScheme,
        JavaScriptEnabled = JavaScript,
        ReducedMotion = ReducedMotion ? Microsoft.Playwright.ReducedMotion.Reduce : Microsoft.Playwright.ReducedMotion.NoPreference,
        ServiceWorkers = ServiceWorkers ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        Locale = Language,
        TimezoneId = TimeZone,
        BaseURL = Site?.ToString(),
    };
}
