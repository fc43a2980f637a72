using System.Globalization;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Chat;

/// <summary>The days between messages, in the viewer's time zone.</summary>
/// <param name="timeZone">The time zone as the browser names it; UTC if unknown.</param>
public sealed class ChatDays(string? timeZone, TimeProvider clock)
{
    private readonly TimeZoneInfo _timeZone =
        timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>The day of a point in time.</summary>
    public DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, _timeZone).DateTime);

    /// <summary>The day as people call it, such as "Today".</summary>
    public string Name(DateOnly day, IStringLocalizer<Texts> texts)
    {
        var today = Of(clock.GetUtcNow());
        return day == today ? texts["Today"]
            : day == today.AddDays(-1) ? texts["Yesterday"]
            : day.ToString(day.Year == today.Year ? "dddd, d MMMM" : "d MMMM yyyy", CultureInfo.CurrentCulture);
    }
}
