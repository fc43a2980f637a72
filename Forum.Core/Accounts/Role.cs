namespace Forum.Core.Accounts;

/// <summary>
/// What somebody is to the forum. Each role may do what those before it may, so "members and above" is a comparison.
/// Stored as a number: values never change their meaning.
/// </summary>
public enum Role
{
    /// <summary>Whoever is not signed in.</summary>
    Guest = 0,

    /// <summary>Has an account.</summary>
    Member = 1,

    /// <summary>Pins, locks, removes and restores.</summary>
    Moderator = 2,

    /// <summary>Also runs the forum: boards, rooms, members, settings.</summary>
    Administrator = 3,
}
