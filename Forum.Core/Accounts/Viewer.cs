using System.Globalization;
using Forum.Core.Accounts.Choices;
using Forum.Core.Data;

namespace Forum.Core.Accounts;

/// <summary>What keeps a member from taking part.</summary>
public enum AccountHold
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The staff has locked the account.</summary>
    LockedOut,

    /// <summary>The address has not been confirmed yet, and the forum wants that first.</summary>
    AwaitsConfirmation,

    /// <summary>An administrator has not let the member in yet.</summary>
    AwaitsApproval,

    /// <summary>The member has asked that the account goes, and the day has not come yet.</summary>
    PendingDeletion,
}

/// <summary>
/// Whoever looks or acts: every read and every act starts from one. It is made from the member's current standing, never from
/// what a cookie once said.
/// </summary>
/// <param name="MemberId">The member; null for a guest.</param>
/// <param name="Name">The member's name; empty for a guest.</param>
/// <param name="Role">What they are to the forum; a member whose account is held counts as a guest.</param>
public sealed record Viewer(int? MemberId, string Name, Role Role)
{
    /// <summary>Somebody who is not signed in.</summary>
    public static readonly Viewer Guest = new(null, "", Role.Guest);

    /// <summary>What keeps the member from taking part; nothing for most, and for a guest.</summary>
    public AccountHold Hold { get; init; }

    /// <summary>The session that the viewer came with; null where nobody came, as in a job.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Where a guest comes from, for the limits on guests: the network address. Empty when it is not known.</summary>
    public string Origin { get; init; } = "";

    /// <summary>When the member's account was made: what was written before counts as read. The beginning of time for a guest.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Which of the member's pictures is the one of now; null for initials.</summary>
    public string? AvatarVersion { get; init; }

    /// <summary>What the viewer has chosen about pages and people. Not known to acts, which ask the database.</summary>
    public ViewerChoices Choices { get; init; } = ViewerChoices.Usual;

    /// <summary>Why this member cannot do anything; null when nothing holds the account, and for a guest.</summary>
    public Refusal? RefusalToAct => Hold switch
    {
        AccountHold.LockedOut => Refusal.LockedOut,
        AccountHold.AwaitsConfirmation => Refusal.ConfirmFirst,
        AccountHold.AwaitsApproval => Refusal.AwaitApproval,
        AccountHold.PendingDeletion => Refusal.AboutToLeave,
        _ => null,
    };

    /// <summary>Whether this is a member whose account nothing holds.</summary>
    public bool IsMember => Role >= Role.Member;

    /// <summary>Whether this viewer pins, locks, removes and restores.</summary>
    public bool IsModerator => Role >= Role.Moderator;

    /// <summary>Whether this viewer runs the forum.</summary>
    public bool IsAdministrator => Role >= Role.Administrator;

    /// <summary>For whom the viewer's acts are counted: the member, or the guest's address.</summary>
    internal string LimitKey => MemberId?.ToString(CultureInfo.InvariantCulture) ?? "guest " + Origin;

    /// <summary>Whether this viewer is the given member.</summary>
    /// <param name="memberId">The member; null matches nobody.</param>
    public bool Is(int? memberId) => memberId is not null && memberId == MemberId;
}
