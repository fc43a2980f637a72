
namespace Forum.Core.Access;

/// <summary>
/// The roles. Each role can do everything that the roles before it can, so "members and above" is a comparison. Stored
/// as a number: never renumber the values.
/// </summary>
public enum Role
{
    /// <summary>Not signed in.</summary>
    Guest = 0,

    /// <summary>Has an account.</summary>
    Member = 1,

    /// <summary>Pins, locks, removes and restores content.</summary>
    Moderator = 2,

    /// <summary>Also manages the forum: boards, rooms, members and settings.</summary>
    Administrator = 3,
}
