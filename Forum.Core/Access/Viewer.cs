using System.Globalization;

namespace Forum.Core.Access;

/// <summary>Why an account is on hold.</summary>
public enum AccountHold
{
    /// <summary>Not on hold.</summary>
    None,

    /// <summary>Staff has locked the account.</summary>
    LockedOut,

    /// <summary>The address isn't confirmed yet, and the forum requires it.</summary>
    AwaitsConfirmation,

    /// <summary>An administrator hasn't approved the member yet.</summary>
    AwaitsApproval,

    /// <summary>The member requested deletion, and it isn't due yet.</summary>
    PendingDeletion,
}

/// <summary>
/// The person in front of a page; every read and every act takes one. Built from the member's current status, never from
/// an old cookie.
/// </summary>
/// <param name="MemberId">The member; null for a guest.</param>
/// <param name="Name">The member's name; empty for a guest.</param>
/// <param name="Role">The role; a member whose account is on hold counts as a guest.</param>
public sealed record Viewer(int? MemberId, string Name, Role Role) : Person(MemberId, Name, Role)
{
    /// <summary>A viewer who isn't signed in.</summary>
    public static readonly Viewer Guest = new(null, "", Role.Guest);

    /// <summary>The viewer's session; null where there is none, as in a job.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>A guest's IP address, for rate limits. Empty if unknown.</summary>
    public string Origin { get; init; } = "";

    /// <summary>
    /// When the member's account was created: earlier content counts as read. The minimum value for a guest.
    /// </summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>The viewer's preferences about pages and people.</summary>
    public ViewerPreferences Preferences { get; init; } = ViewerPreferences.Usual;

    /// <summary>What rooms have added.</summary>
    internal object[] Parts { get; init; } = [];

    /// <summary>Whom <see cref="Data.RateLimits"/> count for: the member, or the guest's address.</summary>
    public string LimitKey => MemberId?.ToString(CultureInfo.InvariantCulture) ?? "guest " + Origin;

    /// <summary>What a room has added to the viewer (<see cref="IViewerPart"/>); null for a guest.</summary>
    /// <typeparam name="T">The type of the part.</typeparam>
    public T? Part<T>()
        where T : class
    {
        foreach (var part in Parts)
        {
            if (part is T found)
                return found;
        }

        return null;
    }
}
