namespace Forum.Core.Access;

/// <summary>
/// A set of notification kinds, each with the bit of its number. Stored as a number: never renumber the values.
/// </summary>
[Flags]
public enum NotificationKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>NotificationKind.Replies</c>.</summary>
    Replies = 1 << 1,

    /// <summary><c>NotificationKind.Mention</c>.</summary>
    Mention = 1 << 2,

    /// <summary><c>NotificationKind.Quote</c>.</summary>
    Quote = 1 << 3,

    /// <summary><c>NotificationKind.BoardThread</c>.</summary>
    BoardThread = 1 << 4,

    /// <summary><c>NotificationKind.FollowedThread</c>.</summary>
    FollowedThread = 1 << 5,

    /// <summary><c>NotificationKind.Reaction</c>.</summary>
    Reaction = 1 << 6,

    /// <summary><c>NotificationKind.Follower</c>.</summary>
    Follower = 1 << 7,

    /// <summary>All of them.</summary>
    All = Replies | Mention | Quote | BoardThread | FollowedThread | Reaction | Follower,
}
