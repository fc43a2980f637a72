using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Settings;

/// <summary>Who gets an account. Stored as a number: values never change their meaning.</summary>
public enum RegistrationMode
{
    /// <summary>Everybody.</summary>
    Open = 0,

    /// <summary>Everybody, but an administrator lets them in before they can take part.</summary>
    ByApproval = 1,

    /// <summary>Whoever has an invitation.</summary>
    ByInvitation = 2,

    /// <summary>Nobody.</summary>
    Closed = 3,
}

/// <summary>Whether new members have to confirm their address. Stored as a number: values never change their meaning.</summary>
public enum AddressConfirmation
{
    /// <summary>They are asked to, and can take part meanwhile.</summary>
    Optional = 0,

    /// <summary>They can take part once they have.</summary>
    Required = 1,

    /// <summary>They are not asked.</summary>
    Off = 2,
}

/// <summary>What becomes of what a member has written when their account goes. Stored as a number: values never change their meaning.</summary>
public enum FormerPosts
{
    /// <summary>It stays, under "former member".</summary>
    Stay = 0,

    /// <summary>Its text goes; on the floor of each post a tombstone stays, so that numbers and links are good.</summary>
    Go = 1,
}

/// <summary>What administrators decide about accounts: one row, with the id <see cref="OnlyId"/>; the defaults while there is none.</summary>
public sealed class AccountSettings
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>The longest text beside a tick-box of the registration, in characters.</summary>
    public const int MaxConsentLength = 500;

    /// <summary>The longest pause between two changes of name, in days.</summary>
    public const int MaxNameChangeDays = 3650;

    /// <summary>The longest time between the wish to leave and its fulfilment, in days.</summary>
    public const int MaxGraceDays = 365;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Who gets an account.</summary>
    public RegistrationMode Registration { get; set; }

    /// <summary>Whether new members have to confirm their address. Members of before are not asked again when it changes.</summary>
    public AddressConfirmation Confirmation { get; set; }

    /// <summary>What new members agree to, as plain text beside a tick-box; addresses in it become links. Empty: no tick-box.</summary>
    public string TermsText { get; set; } = "";

    /// <summary>What new members say about their age, as plain text beside a tick-box. Empty: no tick-box.</summary>
    public string AgeText { get; set; } = "";

    /// <summary>Days that have to pass before a member changes their name again; 0 for none.</summary>
    public int NameChangeDays { get; set; } = 30;

    /// <summary>Days that an account stays after its member has asked that it goes, in which the member can think again.</summary>
    public int GraceDays { get; set; } = 14;

    /// <summary>What becomes of what the member has written.</summary>
    public FormerPosts FormerPosts { get; set; }
}

internal sealed class AccountSettingsMapping : IEntityTypeConfiguration<AccountSettings>
{
    public void Configure(EntityTypeBuilder<AccountSettings> builder)
    {
        builder.ToTable("AccountSettings");
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.Property(settings => settings.TermsText).HasMaxLength(AccountSettings.MaxConsentLength);
        builder.Property(settings => settings.AgeText).HasMaxLength(AccountSettings.MaxConsentLength);
    }
}
