using Forum.Core.Posts;

namespace Forum.Core.Accounts.SigningIn;

/// <summary>An account elsewhere, as the place where it is has vouched for it just now.</summary>
/// <param name="Provider">The place, as the settings call it.</param>
/// <param name="Key">The account's key there, which never changes.</param>
/// <param name="Name">What it is called there; may be empty.</param>
/// <param name="Email">Its address; null when there is none that mail can go to.</param>
/// <param name="EmailIsConfirmed">Whether the place says that it has confirmed the address.</param>
public sealed record ExternalAccount(string Provider, string Key, string Name, string? Email, bool EmailIsConfirmed)
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKeyLength = 128;

    private const int MaxNameLength = 100;

    /// <summary>The account as somebody else's server has described it; what it says is looked at as if a stranger had typed it.</summary>
    /// <param name="provider">The place.</param>
    /// <param name="key">The account's key there.</param>
    /// <param name="name">What it is called there.</param>
    /// <param name="email">Its address.</param>
    /// <param name="emailIsConfirmed">Whether the place has confirmed the address.</param>
    /// <returns>The account; null without a key that can be kept.</returns>
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

/// <summary>An account elsewhere that opens the viewer's account here.</summary>
/// <param name="Provider">The place, as the settings call it.</param>
/// <param name="Name">What the account is called there; may be empty.</param>
public sealed record LinkedAccount(string Provider, string Name);
