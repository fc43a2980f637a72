using Forum.Core.Data;


namespace Forum.Web.Accounts.External;

/// <summary>An external sign-in provider: a section below <c>Forum:SignIn</c>, whose key is used in URLs.</summary>
public sealed class ExternalProvider
{
    private const int MaxKeyLength = 32;

    /// <summary>The key in URLs and in the database: lowercase letters, digits and hyphens.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The display name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The client ID that the provider has assigned to this forum.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The client secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The authorization endpoint (RFC 6749, section 3.1).</summary>
    public string AuthorizationEndpoint { get; set; } = "";

    /// <summary>The token endpoint (section 3.2).</summary>
    public string TokenEndpoint { get; set; } = "";

    /// <summary>The endpoint that returns the user as a JSON object.</summary>
    public string UserEndpoint { get; set; } = "";

    /// <summary>
    /// The endpoint that lists the user's email addresses in GitHub's format; empty when the user object has the address.
    /// </summary>
    public string EmailsEndpoint { get; set; } = "";

    /// <summary>The scopes to request, separated by spaces.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>The field with the account's permanent ID.</summary>
    public string IdField { get; set; } = "";

    /// <summary>The field with the name.</summary>
    public string NameField { get; set; } = "";

    /// <summary>The field with the email address.</summary>
    public string EmailField { get; set; } = "";

    /// <summary>The field that says whether the provider has verified the address; empty if it never says.</summary>
    public string EmailConfirmedField { get; set; } = "";

    /// <summary>The framework's name for the authentication scheme.</summary>
    internal string Scheme => "external-" + Key;

    /// <summary>The configured providers, in the order of their keys. Throws at startup when one of them can't work.</summary>
    internal static IReadOnlyList<ExternalProvider> Read(IConfiguration settings)
    {
        var read = new List<ExternalProvider>();
        foreach (var section in settings.GetSection("SignIn").GetChildren())
        {
            var provider = Known(section.Key.ToLowerInvariant());
            section.Bind(provider);
            provider.Key = section.Key.ToLowerInvariant();
            provider.Check();
            read.Add(provider);
        }

        return read;
    }

    private static ExternalProvider Known(string key) => key switch
    {
        "github" => new ExternalProvider
        {
            Name = "GitHub",
            AuthorizationEndpoint = "https://github.com/login/oauth/authorize",
            TokenEndpoint = "https://github.com/login/oauth/access_token",
            UserEndpoint = "https://api.github.com/user",
            EmailsEndpoint = "https://api.github.com/user/emails",
            Scopes = "read:user user:email",
            IdField = "id",
            NameField = "login",
        },
        "google" => new ExternalProvider
        {
            Name = "Google",
            AuthorizationEndpoint = "https://accounts.google.com/o/oauth2/v2/auth",
            TokenEndpoint = "https://oauth2.googleapis.com/token",
            UserEndpoint = "https://openidconnect.googleapis.com/v1/userinfo",
            Scopes = "openid email profile",
            IdField = "sub",
            NameField = "name",
            EmailField = "email",
            EmailConfirmedField = "email_verified",
        },
        "discord" => new ExternalProvider
        {
            Name = "Discord",
            AuthorizationEndpoint = "https://discord.com/oauth2/authorize",
            TokenEndpoint = "https://discord.com/api/oauth2/token",
            UserEndpoint = "https://discord.com/api/users/@me",
            Scopes = "identify email",
            IdField = "id",
            NameField = "username",
            EmailField = "email",
            EmailConfirmedField = "verified",
        },
        _ => new ExternalProvider { Scopes = "openid email profile", IdField = "sub", NameField = "name", EmailField = "email", EmailConfirmedField = "email_verified" },
    };

    private void Check()
    {
        if (Key.Length is 0 or > MaxKeyLength || !Key.All(static unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit == '-'))
            throw new StartRefusedException($"Rename the section Forum:SignIn:{Key}. Use only lowercase letters, digits and hyphens, at most {MaxKeyLength} characters.");
        foreach (var (setting, value) in new[] { (nameof(Name), Name), (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret), (nameof(IdField), IdField) })
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new StartRefusedException($"The setting Forum:SignIn:{Key}:{setting} is missing.");
        }

        foreach (var (setting, value) in new[] { (nameof(AuthorizationEndpoint), AuthorizationEndpoint), (nameof(TokenEndpoint), TokenEndpoint), (nameof(UserEndpoint), UserEndpoint), (nameof(EmailsEndpoint), EmailsEndpoint) })
        {
            if (!IsSafe(value) && !(setting == nameof(EmailsEndpoint) && value.Length == 0))
                throw new StartRefusedException($"The setting Forum:SignIn:{Key}:{setting} must be an https address, or an http address on this machine.");
        }
    }

    // The secret and the tokens are sent there.
    private static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}

/// <summary>The providers people can sign in with.</summary>
/// <param name="All">In the order of their keys.</param>
public sealed record ExternalProviders(IReadOnlyList<ExternalProvider> All)
{
    /// <summary>The provider with this key; null when it isn't configured.</summary>
    public ExternalProvider? Find(string? key) => All.FirstOrDefault(provider => provider.Key == key);

    /// <summary>The provider's display name, even if it's no longer configured.</summary>
    public string NameOf(string key) => Find(key)?.Name ?? key;
}
