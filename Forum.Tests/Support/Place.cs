namespace Forum.Tests.Support;

/// <summary>Where something is tried.</summary>
public enum PlaceKind
{
    /// <summary>Everybody reads, members write.</summary>
    Public,

    /// <summary>Members only.</summary>
    Members,

    /// <summary>Staff only; the thread's author is a member who has lost sight of it.</summary>
    Staff,

    /// <summary>Kept for reading.</summary>
    Archived,

    /// <summary>Guests may reply.</summary>
    Guests,

    /// <summary>A removed thread in a public board.</summary>
    Removed,

    /// <summary>A locked thread in a public board.</summary>
    Locked,
}

/// <summary>A thread of Bob's with one post, in a place.</summary>
public sealed record Place(int BoardId, string BoardSlug, int ThreadId, string Slug, long PostId);
