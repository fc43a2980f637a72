using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Registration;

/// <summary>Who can register. Stored as a number: never renumber the values.</summary>
public enum RegistrationMode
{
    /// <summary>Anyone.</summary>
    Open = 0,

    /// <summary>Anyone, but an administrator has to approve them before they can take part.</summary>
    ByApproval = 1,

    /// <summary>Anyone with an invitation.</summary>
    ByInvitation = 2,

    /// <summary>No one.</summary>
    Closed = 3,
}

/// <summary>Whether new members have to confirm their address. Stored as a number: never renumber the values.</summary>
public enum AddressConfirmation
{
    /// <summary>They are asked to, but can take part in the meantime.</summary>
    Optional = 0,

    /// <summary>They can take part only after they have.</summary>
    Required = 1,

    /// <summary>They aren't asked.</summary>
    Off = 2,
}

/// <summary>What happens to a deleted member's content. Stored as a number: never renumber the values.</summary>
public enum FormerPosts
{
    /// <summary>It stays, under "former member".</summary>
    Stay = 0,

    /// <summary>Its text is removed; a tombstone keeps each post's place, so that numbers and links still work.</summary>
    Go = 1,
}

/// <summary>
/// The account settings: one row, with the ID <see cref="OnlyId"/>; the defaults apply while there is none.
/// </summary>
public sealed class AccountSettings
{
    /// <summary>The ID of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>The maximum length of a consent text, in characters.</summary>
    public const int MaxConsentLength = 500;

    /// <summary>The maximum number of days between two name changes.</summary>
    public const int MaxNameChangeDays = 3650;

    /// <summary>The maximum number of days between the request and the deletion of an account.</summary>
    public const int MaxGraceDays = 365;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Who can register.</summary>
    public RegistrationMode Registration { get; set; }

    /// <summary>
    /// Whether new members have to confirm their address. Existing members aren't asked again when it changes.
    /// </summary>
    public AddressConfirmation Confirmation { get; set; }

    /// <summary>
    /// What new members agree to, as plain text beside a checkbox; URLs in it become links. Empty: no checkbox.
    /// </summary>
    public string TermsText { get; set; } = "";

    /// <summary>What new members confirm about their age, as plain text beside a checkbox. Empty: no checkbox.</summary>
    public string AgeText { get; set; } = "";

    /// <summary>Days before a member can change their name again; 0 for no wait.</summary>
    public int NameChangeDays { get; set; } = 30;

    /// <summary>Days from a member's request until the account is deleted; the member can cancel until then.</summary>
    public int GraceDays { get; set; } = 14;

    /// <summary>What happens to the content of deleted members.</summary>
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
