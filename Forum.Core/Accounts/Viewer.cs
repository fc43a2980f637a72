namespace Forum.Core.Accounts;

/// <summary>
/// Whoever looks or acts: every read and every act starts from one. It is made from the member's current standing, never from
/// what a cookie once said.
/// </summary>
/// <param name="MemberId">The member; null for a guest.</param>
/// <param name="Name">The member's name; empty for a guest.</param>
/// <param name="Role">What they are to the forum; a member whose account is locked counts as a guest.</param>
/// <param name="IsLockedOut">Whether the staff has locked the account.</param>
public sealed record Viewer(int? MemberId, string Name, Role Role, bool IsLockedOut)
{
    /// <summary>Somebody who is not signed in.</summary>
    public static readonly Viewer Guest = new(null, "", Role.Guest, false);

    /// <summary>Where a guest comes from, for the limits on guests: the network address. Empty when it is not known.</summary>
    public string Origin { get; init; } = "";

    /// <summary>When the member's account was made: what was written before counts as read. The beginning of time for a guest.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Whether this is a member whose account is not locked.</summary>
    public bool IsMember => Role >= Role.Member;

    /// <summary>Whether this viewer pins, locks, removes and restores.</summary>
    public bool IsModerator => Role >= Role.Moderator;

    /// <summary>Whether this viewer runs the forum.</summary>
    public bool IsAdministrator => Role >= Role.Administrator;

    /// <summary>Whether this viewer is the given member.</summary>
    /// <param name="memberId">The member; null matches nobody.</param>
    public bool Is(int? memberId) => memberId is not null && memberId == MemberId;
}
