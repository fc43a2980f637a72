using Forum.Core.Accounts.Choices;
using Forum.Core.Accounts.Profiles;
using Forum.Core.Mail;
using Forum.Core.Posts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts;

/// <summary>Somebody with an account. Identity keeps the name, the address, the password's hash and the failed attempts.</summary>
public sealed class Member : IdentityUser<int>
{
    /// <summary>The key under which the name is unique among look-alikes: <see cref="MemberNames.Skeleton"/>.</summary>
    public required string NameSkeleton { get; set; }

    /// <summary>What the member is to the forum; never <see cref="Role.Guest"/>.</summary>
    public Role Role { get; set; } = Role.Member;

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>Posts that guests can read, opening posts included: everybody is shown it. Kept in the transaction of each change.</summary>
    public int PostCount { get; set; }

    /// <summary>
    /// Since when the staff has locked the account; null when it is open. Apart from Identity's lockout, which stops only the
    /// next sign-in after failed attempts: otherwise anybody could silence a member by mistyping their password.
    /// </summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Whether the member can take part only once the address is confirmed. Set when the account is made, by the setting of that day.</summary>
    public bool AwaitsConfirmation { get; set; }

    /// <summary>Whether the member can take part only once an administrator has approved. Set when the account is made.</summary>
    public bool AwaitsApproval { get; set; }

    /// <summary>When the name was changed last; null when it never was.</summary>
    public DateTimeOffset? NameChangedAt { get; set; }

    /// <summary>When the member asked for a page last; written in batches, so up to a minute old. Null before the first.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Whether only the member and administrators are told when that was.</summary>
    public bool HidesLastSeen { get; set; }

    /// <summary>Whether the member wants no record of the threads that they view.</summary>
    public bool WithoutViewHistory { get; set; }

    /// <summary>The mails that the member does without.</summary>
    public MailTopics UnwantedMail { get; set; }

    /// <summary>What the member is called beside the name, up to <see cref="MemberAbout.MaxDisplayNameLength"/> characters; empty for nothing.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Which of the member's pictures is the one of now, a part of its address; null for initials instead of a picture.</summary>
    public string? AvatarVersion { get; set; }

    /// <summary>Threads that guests can read. Kept in the transaction of each change.</summary>
    public int ThreadCount { get; set; }

    /// <summary>How often others have reacted to posts of the member that guests can read. Kept in the transaction of each change.</summary>
    public int ReactionCount { get; set; }

    /// <summary>How many members follow this one. Kept in the transaction of each act that follows.</summary>
    public int FollowerCount { get; set; }

    /// <summary>Who may write private messages to the member.</summary>
    public MessageSenders MessagesFrom { get; set; }

    /// <summary>When the account goes, as the member has asked; null while it is to stay.</summary>
    public DateTimeOffset? DeletionDueAt { get; set; }

    /// <summary>
    /// When the account went; null while there is one. The row stays for what the member has written, without a name or anything else
    /// that says who it was.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>What the member says of themselves; null for nothing.</summary>
    public MemberAbout? About { get; set; }
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> builder)
    {
        builder.ToTable("Members");
        builder.Property(member => member.UserName).HasMaxLength(MemberNames.MaxLength * 2);
        builder.Property(member => member.NameSkeleton).HasMaxLength(256);
        builder.HasIndex(member => member.NameSkeleton).IsUnique();

        // Whoever proves that the mailbox is theirs has the address to themselves. Before that many may say that it is theirs: were
        // it refused, anybody could ask whose address has an account.
        builder.HasIndex(member => member.NormalizedEmail);
        builder.HasIndex(member => member.NormalizedEmail, "IX_Members_ConfirmedEmail").IsUnique().HasFilter("\"EmailConfirmed\"");

        // Whether there is an administrator is asked at every change of standing, and again by the next page.
        builder.HasIndex(member => member.Role);
        builder.HasIndex(member => member.AwaitsApproval).HasFilter("\"AwaitsApproval\"");

        // Those who are about to leave, and those who were never there: what is cleaned up once an hour.
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
