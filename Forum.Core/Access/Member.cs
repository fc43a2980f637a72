using System.Globalization;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Access;

/// <summary>
/// A member. Identity maintains the name, the address, the password hash and the failed sign-in attempts.
/// </summary>
public sealed class Member : IdentityUser<int>
{
    /// <summary>The key that keeps the name unique among look-alikes: <see cref="MemberNames.Skeleton"/>.</summary>
    public required string NameSkeleton { get; set; }

    /// <summary>The member's role; never <see cref="Role.Guest"/>.</summary>
    public Role Role { get; set; } = Role.Member;

    /// <summary>When the account was created.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>
    /// The number of posts that guests can read, opening posts included. Public. Updated in the transaction of each
    /// change.
    /// </summary>
    public int PostCount { get; set; }

    /// <summary>
    /// When staff locked the account; null if it isn't locked. Separate from Identity's lockout, which only blocks the
    /// next sign-in after failed attempts: otherwise anyone could silence a member by mistyping their password.
    /// </summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>
    /// Whether the member can take part only after confirming the address. Set from the settings when the account is
    /// created.
    /// </summary>
    public bool AwaitsConfirmation { get; set; }

    /// <summary>
    /// Whether the member can take part only after an administrator's approval. Set when the account is created.
    /// </summary>
    public bool AwaitsApproval { get; set; }

    /// <summary>When the name was last changed; null if never.</summary>
    public DateTimeOffset? NameChangedAt { get; set; }

    /// <summary>
    /// When the member last requested a page; written in batches, so up to a minute old. Null before the first request.
    /// </summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Whether only the member and administrators can see that time.</summary>
    public bool HidesLastSeen { get; set; }

    /// <summary>Whether the member turned off their view history.</summary>
    public bool WithoutViewHistory { get; set; }

    /// <summary>The emails that the member opted out of.</summary>
    public MailTopics UnwantedMail { get; set; }

    /// <summary>
    /// The display name, up to <see cref="MemberAbout.MaxDisplayNameLength"/> characters; empty for none.
    /// </summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The version of the current avatar, part of its URL; null for initials.</summary>
    public string? AvatarVersion { get; set; }

    /// <summary>The number of threads that guests can read. Updated in the transaction of each change.</summary>
    public int ThreadCount { get; set; }

    /// <summary>
    /// The number of reactions by others to the member's posts that guests can read. Updated in the transaction of each
    /// change.
    /// </summary>
    public int ReactionCount { get; set; }

    /// <summary>The number of followers. Updated in the transaction of each follow.</summary>
    public int FollowerCount { get; set; }

    /// <summary>Who may send private messages to the member.</summary>
    public MessageSenders MessagesFrom { get; set; }

    /// <summary>When the account will be deleted, at the member's request; null if it won't.</summary>
    public DateTimeOffset? DeletionDueAt { get; set; }

    /// <summary>
    /// When the account was deleted; null if it wasn't. The row stays for the member's content, without a name or
    /// anything else that identifies them.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The member's profile; null if empty.</summary>
    public MemberAbout? About { get; set; }

    /// <summary>Clears everything that identifies the member, because the account is deleted.</summary>
    internal void Empty(DateTimeOffset now)
    {
        // Contains a space, so it can't be anyone's name or look-alike.
        NameSkeleton = "former member " + Id.ToString(CultureInfo.InvariantCulture);
        (UserName, NormalizedUserName, Email, NormalizedEmail) = (null, null, null, null);
        (PasswordHash, SecurityStamp, DisplayName, AvatarVersion) = (null, Guid.NewGuid().ToString("N"), "", null);
        (EmailConfirmed, TwoFactorEnabled, Role) = (false, false, Role.Member);
        (AwaitsApproval, AwaitsConfirmation, LockedAt) = (false, false, null);
        (LastSeenAt, HidesLastSeen, NameChangedAt, FollowerCount) = (null, true, null, 0);
        (DeletionDueAt, DeletedAt) = (null, now);
    }
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members");
        builder.Property(member => member.UserName).HasMaxLength(MemberNames.MaxLength * 2);
        builder.Property(member => member.NameSkeleton).HasMaxLength(256);
        builder.HasIndex(member => member.NameSkeleton).IsUnique();

        // Only confirmation makes an address unique. Several accounts may claim it before that: if the second claim
        // were refused, anyone could find out which addresses have an account.
        builder.HasIndex(member => member.NormalizedEmail);
        builder.HasIndex(member => member.NormalizedEmail, "IX_Members_ConfirmedEmail").IsUnique().HasFilter("\"EmailConfirmed\"");

        // Whether there is an administrator is checked at every change of role or lock, and by the page after it.
        builder.HasIndex(member => member.Role);
        builder.HasIndex(member => member.AwaitsApproval).HasFilter("\"AwaitsApproval\"");

        // Members about to leave and accounts never confirmed, for the hourly cleanup.
        builder.HasIndex(member => member.DeletionDueAt).HasFilter("\"DeletionDueAt\" IS NOT NULL");
        builder.HasIndex(member => member.AwaitsConfirmation).HasFilter("\"AwaitsConfirmation\"");
        builder.Property(member => member.DisplayName).HasMaxLength(ShownText.MaxUnits);
        builder.Property(member => member.AvatarVersion).HasMaxLength(32);
    }
}

internal sealed class MemberClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> builder) => builder.ToTable("MemberClaims");
}

internal sealed class MemberLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder) => builder.ToTable("MemberLogins");
}

internal sealed class MemberPasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<int>> builder) => builder.ToTable("MemberPasskeys");
}

internal sealed class MemberTokenMapping : IEntityTypeConfiguration<IdentityUserToken<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder) => builder.ToTable("MemberTokens");
}
