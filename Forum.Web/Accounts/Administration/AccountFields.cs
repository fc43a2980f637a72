using Forum.Core.Accounts.Registration;
using Forum.Web.Administration;

namespace Forum.Web.Accounts.Administration;

/// <summary>The fields of the account settings.</summary>
public sealed record AccountFields : ISettingsFields<AccountFields>
{
    /// <summary>Who can register.</summary>
    public RegistrationMode Registration { get; set; }

    /// <summary>Whether new members confirm their address.</summary>
    public AddressConfirmation Confirmation { get; set; }

    /// <summary>What new members agree to.</summary>
    public string? Terms { get; set; }

    /// <summary>What new members confirm about their age.</summary>
    public string? Age { get; set; }

    /// <summary>Days between two name changes; null while the field is empty.</summary>
    public int? NameDays { get; set; }

    /// <summary>Days before a deletion is final; null while the field is empty.</summary>
    public int? GraceDays { get; set; }

    /// <summary>What happens to the posts of deleted members.</summary>
    public FormerPosts FormerPosts { get; set; }

    /// <inheritdoc />
    public AccountFields Copy() => this with { };

    /// <summary>The stored settings. An empty text is null, as an emptied field is.</summary>
    public static AccountFields Of(AccountSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            Registration = settings.Registration,
            Confirmation = settings.Confirmation,
            Terms = settings.TermsText,
            Age = settings.AgeText,
            NameDays = settings.NameChangeDays,
            GraceDays = settings.GraceDays,
            FormerPosts = settings.FormerPosts,
        };
    }

    /// <summary>The form to submit. An empty number is refused, so that nobody saves a 0 by accident.</summary>
    public AccountSettingsForm ToForm() => new(Registration, Confirmation, Terms, Age, NameDays ?? -1)
    {
        GraceDays = GraceDays ?? -1,
        FormerPosts = FormerPosts,
    };
}
