namespace Forum.Core.Access;

/// <summary>What the home page shows first. Stored as a number: never renumber the values.</summary>
public enum HomeTab
{
    /// <summary>The boards.</summary>
    Boards,

    /// <summary>The threads with the newest posts, across boards.</summary>
    Latest,

    /// <summary>For members, the threads with posts they haven't read; for guests, the latest ones.</summary>
    Unread,

    /// <summary>The threads with the most replies and reactions of the week.</summary>
    Top,
}
