using System.Collections.Immutable;

namespace Forum.Core.Access;

/// <summary>A viewer's preferences about pages and other members, in memory along with the viewer.</summary>
public sealed record ViewerPreferences
{
    /// <summary>The allowed numbers of thread pages shown at once.</summary>
    public static readonly ImmutableArray<int> PagesAtOnce = [1, 2, 3, 5];

    /// <summary>The defaults, for guests and members who haven't chosen anything.</summary>
    public static readonly ViewerPreferences Usual = new();

    /// <summary>The color theme.</summary>
    public Theme Theme { get; init; }

    /// <summary>How many pages of a thread are shown at once: one of <see cref="PagesAtOnce"/>.</summary>
    public int PagesTogether { get; init; } = 1;

    /// <summary>Whether signatures are hidden.</summary>
    public bool HidesSignatures { get; init; }

    /// <summary>Whether single-key shortcuts are off.</summary>
    public bool WithoutShortcuts { get; init; }

    /// <summary>The IANA time zone for displayed times; empty for the device's time zone.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>The language and region for dates and numbers; empty for the device's language.</summary>
    public string Language { get; init; } = "";
}
