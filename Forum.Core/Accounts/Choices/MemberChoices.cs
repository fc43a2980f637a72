using Forum.Core.Mail;
using Forum.Core.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Choices;

/// <summary>Light or dark. Stored as a number: values never change their meaning.</summary>
public enum Theme
{
    /// <summary>As the device is set.</summary>
    AsTheDevice = 0,

    /// <summary>Light.</summary>
    Light = 1,

    /// <summary>Dark.</summary>
    Dark = 2,
}

/// <summary>Who may write private messages to a member. The staff may always. Stored as a number: values never change their meaning.</summary>
public enum MessageSenders
{
    /// <summary>Every member whom the member has not blocked.</summary>
    Everybody = 0,

    /// <summary>Those whom the member follows.</summary>
    Followed = 1,

    /// <summary>Nobody.</summary>
    Nobody = 2,
}

/// <summary>How a member wants to have the pages; the defaults while there is no row.</summary>
public sealed class MemberChoices
{
    /// <summary>The longest name of a time zone or a language, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Whose they are; also the key.</summary>
    public required int MemberId { get; init; }

    /// <summary>Light or dark.</summary>
    public Theme Theme { get; set; }

    /// <summary>How many pages of a thread stand on one: one of <see cref="ViewerChoices.PagesAtOnce"/>.</summary>
    public int PagesTogether { get; set; } = 1;

    /// <summary>Whether signatures are left out.</summary>
    public bool HidesSignatures { get; set; }

    /// <summary>Whether single keys do nothing.</summary>
    public bool WithoutShortcuts { get; set; }

    /// <summary>The zone of the IANA in which times are said; empty for the device's own.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The language and region (BCP 47) by which dates and numbers are written; empty for the device's own.</summary>
    public string Language { get; set; } = "";

    /// <summary>Whether starting a thread or replying leaves it unwatched.</summary>
    public bool WatchesByHand { get; set; }

    /// <summary>What the member is not told.</summary>
    public NotificationKinds SilentKinds { get; set; }

    /// <summary>The mails that the member has asked for, of those that come only then.</summary>
    public MailTopics WantedMail { get; set; }
}

internal sealed class MemberChoicesMapping : IEntityTypeConfiguration<MemberChoices>
{
    public void Configure(EntityTypeBuilder<MemberChoices> builder)
    {
        builder.ToTable("MemberChoices");
        builder.HasKey(choices => choices.MemberId);
        builder.Property(choices => choices.MemberId).ValueGeneratedNever();
        builder.Property(choices => choices.TimeZone).HasMaxLength(MemberChoices.MaxNameLength);
        builder.Property(choices => choices.Language).HasMaxLength(MemberChoices.MaxNameLength);
        builder.HasOne<Member>().WithOne().HasForeignKey<MemberChoices>(choices => choices.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
