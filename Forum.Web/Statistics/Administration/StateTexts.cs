using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Statistics.Administration;

/// <summary>Sizes and durations as the administration says them.</summary>
internal static class StateTexts
{
    /// <summary>A size on disk.</summary>
    public static string Size(this IStringLocalizer<Texts> texts, long bytes) => bytes switch
    {
        < 1024 * 1024 => texts["{0:N0} KB", (bytes + 1023) / 1024],
        < 1024L * 1024 * 1024 => texts["{0:N1} MB", bytes / (1024.0 * 1024.0)],
        _ => texts["{0:N1} GB", bytes / (1024.0 * 1024.0 * 1024.0)],
    };

    /// <summary>A duration in its two largest units.</summary>
    public static string Lasting(this IStringLocalizer<Texts> texts, TimeSpan time) => time switch
    {
        { TotalHours: < 1 } => texts["{0} min", time.Minutes],
        { TotalDays: < 1 } => texts["{0} h {1} min", time.Hours, time.Minutes],
        _ => texts["{0} d {1} h", time.Days, time.Hours],
    };
}
