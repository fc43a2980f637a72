using Forum.Core.Accounts.Registration;
using Forum.Core.Text;


namespace Forum.Core.Accounts.Credentials;

/// <summary>An account at an external provider, which the provider has just verified.</summary>
/// <param name="Provider">The provider's name in the settings.</param>
/// <param name="Key">The account's key at the provider, which never changes.</param>
/// <param name="Name">The account's name at the provider; may be empty.</param>
/// <param name="Email">Its email address; null if there is none that can receive email.</param>
/// <param name="EmailIsConfirmed">Whether the provider says that it has confirmed the address.</param>
public sealed record ExternalAccount(string Provider, string Key, string Name, string? Email, bool EmailIsConfirmed)
{
    /// <summary>The maximum length of the key, in characters.</summary>
    public const int MaxKeyLength = 128;

    private const int MaxNameLength = 100;

    /// <summary>Creates the account from a provider's response, which is validated like user input.</summary>
    /// <returns>The account; null without a key that can be stored.</returns>
    public static ExternalAccount? Of(string provider, string? key, string? name, string? email, bool emailIsConfirmed)
    {
        if (key is not { Length: > 0 and <= MaxKeyLength } || key.Any(char.IsControl))
            return null;
        var clean = WritingRules.CleanTitle(name);
        var address = RegisterMember.IsEmailAddress(email) ? email!.Trim() : null;
        return new ExternalAccount(
            provider, key, ShownText.Beginning(clean, MaxNameLength), address, address is not null && emailIsConfirmed);
    }
}

/// <summary>An external account linked to the viewer's account.</summary>
/// <param name="Provider">The provider's name in the settings.</param>
/// <param name="Name">The account's name at the provider; may be empty.</param>
public sealed record LinkedAccount(string Provider, string Name);
