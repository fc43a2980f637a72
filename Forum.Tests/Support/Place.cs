namespace Forum.Tests.Support;

/// <summary>Where an action is attempted.</summary>
public enum PlaceKind
{
    /// <summary>Everyone can read, members can write.</summary>
    Public,

    /// <summary>Members only.</summary>
    Members,

    /// <summary>Staff only; the thread's author is a member who can no longer see it.</summary>
    Staff,

    /// <summary>Archived: read-only.</summary>
    Archived,

    /// <summary>Guests can reply.</summary>
    Guests,

    /// <summary>A removed thread in a public board.</summary>
    Removed,

    /// <summary>A locked thread in a public board.</summary>
    Locked,
}

/// <summary>A thread by Bob with one post, in a place.</summary>
public sealed record Place(int BoardId, string BoardSlug, int ThreadId, string Slug, long PostId);
