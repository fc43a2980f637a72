using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Access;

/// <summary>The color theme. Stored as a number: never renumber the values.</summary>
public enum Theme
{
    /// <summary>Follows the device setting.</summary>
    AsTheDevice = 0,

    /// <summary>Light.</summary>
    Light = 1,

    /// <summary>Dark.</summary>
    Dark = 2,
}

/// <summary>
/// Who may write private messages to a member. Staff always may. Stored as a number: never renumber the values.
/// </summary>
public enum MessageSenders
{
    /// <summary>Every member whom the recipient hasn't blocked.</summary>
    Everybody = 0,

    /// <summary>Members whom the recipient follows.</summary>
    Followed = 1,

    /// <summary>No one.</summary>
    Nobody = 2,
}

/// <summary>A member's display preferences. The defaults apply while there is no row.</summary>
public sealed class MemberPreferences
{
    /// <summary>The maximum length of a time zone or language name, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The member it belongs to. Also the primary key.</summary>
    public required int MemberId { get; init; }

    /// <summary>The color theme.</summary>
    public Theme Theme { get; set; }

    /// <summary>How many pages of a thread are shown at once: one of <see cref="ViewerPreferences.PagesAtOnce"/>.</summary>
    public int PagesTogether { get; set; } = 1;

    /// <summary>Whether signatures are hidden.</summary>
    public bool HidesSignatures { get; set; }

    /// <summary>Whether single-key shortcuts are off.</summary>
    public bool WithoutShortcuts { get; set; }

    /// <summary>The IANA time zone for displayed times; empty for the device's time zone.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The language and region (BCP 47) for dates and numbers; empty for the device's language.</summary>
    public string Language { get; set; } = "";

    /// <summary>Whether starting a thread or replying doesn't watch it automatically.</summary>
    public bool WatchesByHand { get; set; }

    /// <summary>The notifications that the member turned off, or turned on if they are off by default.</summary>
    public NotificationKinds SilentKinds { get; set; }

    /// <summary>The opt-in emails that the member turned on.</summary>
    public MailTopics WantedMail { get; set; }
}

internal sealed class MemberPreferencesMapping : IEntityTypeConfiguration<MemberPreferences>
{
    public void Configure(EntityTypeBuilder<MemberPreferences> builder)
    {
        builder.ToTable("MemberChoices");
        builder.HasKey(choices => choices.MemberId);
        builder.Property(choices => choices.MemberId).ValueGeneratedNever();
        builder.Property(choices => choices.TimeZone).HasMaxLength(MemberPreferences.MaxNameLength);
        builder.Property(choices => choices.Language).HasMaxLength(MemberPreferences.MaxNameLength);
        builder.HasOne<Member>().WithOne().HasForeignKey<MemberPreferences>(choices => choices.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
