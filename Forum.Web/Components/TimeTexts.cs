using System.Globalization;
using Humanizer;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>Times in words, as pages have them until the script says them in the reader's language and time zone.</summary>
public static class TimeTexts
{
    private const int MaxDays = 30;

    // A clock that's a little slow isn't the future.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>How far a time is from now, before or after it; a date if it's more than 30 days ahead.</summary>
    public static string Relative(IStringLocalizer texts, DateTimeOffset at, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ahead = at - now;
        if (ahead <= Slack)
            return (ahead > TimeSpan.Zero ? now : at).Humanize(now);
        var (minutes, hours, days) = (Rounded(ahead.TotalMinutes), Rounded(ahead.TotalHours), Rounded(ahead.TotalDays));
        if (minutes < 60)
            return texts["in {0:N0} minutes", minutes];
        if (hours < 24)
            return texts.Count(hours, "in 1 hour", "in {0:N0} hours");
        return days <= MaxDays
            ? texts.Count(days, "in 1 day", "in {0:N0} days")
            : at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
    }

    private static int Rounded(double number) => (int)Math.Round(number, MidpointRounding.AwayFromZero);
}
