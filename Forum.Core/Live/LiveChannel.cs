namespace Forum.Core.Live;

/// <summary>
/// Something that can be subscribed to, and that caches depend on. Each room declares its own kinds, as constants whose
/// names end with Kind in a class whose name ends with Channels.
/// </summary>
/// <param name="Kind">What it is; no two rooms use the same word.</param>
/// <param name="Id">Which one; 0 if there is only one.</param>
public readonly record struct LiveChannel(string Kind, int Id = 0);

/// <summary>
/// Something that happened in the forum. All subscribers share one instance, so it's immutable and contains nothing
/// that depends on the viewer.
/// </summary>
public abstract record ForumEvent
{
    /// <summary>What it changed: subscribers to these channels receive it, and pages built from them are evicted.</summary>
    public virtual IReadOnlyList<LiveChannel> Channels => [];

    /// <summary>Whether it shows on every page, which invalidates all cached pages.</summary>
    public virtual bool ChangesEveryPage => false;
}

/// <summary>
/// The last event that a subscriber gets: its access may have ended. The subscriber checks again and subscribes again
/// if it still may.
/// </summary>
public sealed record AccessChanged : ForumEvent
{
    /// <summary>The one instance.</summary>
    public static readonly AccessChanged Instance = new();
}
