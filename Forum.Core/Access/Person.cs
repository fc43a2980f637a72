using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>
/// Who someone is and what they may do: all that permission checks need. A <see cref="Viewer"/> reads pages, an
/// <see cref="Actor"/> changes something.
/// </summary>
/// <param name="MemberId">The member; null for a guest.</param>
/// <param name="Name">The member's name; empty for a guest.</param>
/// <param name="Role">The role; a member whose account is on hold counts as a guest.</param>
public abstract record Person(int? MemberId, string Name, Role Role)
{
    /// <summary>Why the account is on hold; none for most members, and for a guest.</summary>
    public AccountHold Hold { get; init; }

    /// <summary>The version of the current avatar; null for initials.</summary>
    public string? AvatarVersion { get; init; }

    /// <summary>Why this member can't act; null if the account isn't on hold, and for a guest.</summary>
    public Refusal? RefusalToAct => Hold switch
    {
        AccountHold.LockedOut => Refusal.LockedOut,
        AccountHold.AwaitsConfirmation => Refusal.ConfirmFirst,
        AccountHold.AwaitsApproval => Refusal.AwaitApproval,
        AccountHold.PendingDeletion => Refusal.AboutToLeave,
        _ => null,
    };

    /// <summary>Whether this is a member whose account isn't on hold.</summary>
    public bool IsMember => Role >= Role.Member;

    /// <summary>Whether this person can pin, lock, remove and restore.</summary>
    public bool IsModerator => Role >= Role.Moderator;

    /// <summary>Whether this person is an administrator.</summary>
    public bool IsAdministrator => Role >= Role.Administrator;

    /// <summary>Whether this person is the given member.</summary>
    /// <param name="memberId">The member; null never matches.</param>
    public bool Is(int? memberId) => memberId is not null && memberId == MemberId;
}
