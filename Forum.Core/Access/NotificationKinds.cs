namespace Forum.Core.Access;

/// <summary>
/// A set of notification kinds as stored, each with the bit of its number. An enum because the database computes with it.
/// </summary>
[Flags]
public enum NotificationKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>All of them.</summary>
    All = ~0,
}
