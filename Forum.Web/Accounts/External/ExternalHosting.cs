using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts.External;

/// <summary>
/// Sign-in with external accounts: the framework's OAuth 2.0 handler with PKCE, once for each configured provider.
/// </summary>
public static class ExternalHosting
{
    /// <summary>The claim that says whether the provider has verified the email address.</summary>
    internal const string EmailIsConfirmed = "email-confirmed";

    private const int MaxValueLength = 256;

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(15);

    /// <summary>Adds the configured providers.</summary>
    internal static void AddExternalSignIn(this AuthenticationBuilder authentication, IConfiguration settings)
    {
        var providers = new ExternalProviders(ExternalProvider.Read(settings));
        authentication.Services.AddSingleton(providers);
        authentication.Services.AddScoped<ExternalSignIn>();
        foreach (var provider in providers.All)
            authentication.AddOAuth(provider.Scheme, options => SetUp(options, provider));
    }

    /// <summary>
    /// Maps the redirect to the provider. A link is enough: the callback signs in the person who started it, and links
    /// nothing without another form.
    /// </summary>
    internal static void MapExternalSignIn(this WebApplication app) => app.MapGet(
        "/sign-in/with/{key}",
        static async (HttpContext context, ExternalProviders providers, SignInManager<Core.Access.Member> signIn, string key, string? returnUrl) =>
        {
            if (providers.Find(key) is not { } provider)
                return Results.NotFound();
            var viewer = await context.ViewerAsync();
            var next = viewer.MemberId is null ? $"/sign-in/with?returnUrl={Uri.EscapeDataString(ReturnUrl.Local(returnUrl))}" : Links.LinkedSettings;

            // Store who started it: the callback is ignored for anyone else.
            var properties = signIn.ConfigureExternalAuthenticationProperties(
                provider.Scheme, next, viewer.MemberId?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Results.Challenge(properties, [provider.Scheme]);
        });

    private static void SetUp(OAuthOptions options, ExternalProvider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.CallbackPath = $"/sign-in/with/{provider.Key}/answer";
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
        (options.AuthorizationEndpoint, options.TokenEndpoint, options.UserInformationEndpoint) =
            (provider.AuthorizationEndpoint, provider.TokenEndpoint, provider.UserEndpoint);
        options.UsePkce = true;
        options.SaveTokens = false;
        options.BackchannelTimeout = AnswersWithin;
        options.CorrelationCookie.Name = "forum-with-";
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);
        options.Events.OnCreatingTicket = context => ReadAccountAsync(context, provider);
        options.Events.OnAccessDenied = static context => BackAsync(context, "denied");
        options.Events.OnRemoteFailure = static context => BackAsync(context, "failed");
    }

    // The framework logs why it failed; people only see that it did.
    private static Task BackAsync(HandleRequestContext<RemoteAuthenticationOptions> context, string what)
    {
        context.Response.Redirect($"/sign-in?with={what}");
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static async Task ReadAccountAsync(OAuthCreatingTicketContext context, ExternalProvider provider)
    {
        using var user = await AskAsync(context, provider.UserEndpoint);
        if (user.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The user info that the provider returned isn't a JSON object.");
        var email = (Text(user.RootElement, provider.EmailField), IsTrue(user.RootElement, provider.EmailConfirmedField));
        if (provider.EmailsEndpoint.Length > 0)
        {
            using var emails = await AskAsync(context, provider.EmailsEndpoint);
            email = Primary(emails.RootElement);
        }

        Add(context.Identity!, ClaimTypes.NameIdentifier, Text(user.RootElement, provider.IdField));
        Add(context.Identity!, ClaimTypes.Name, Text(user.RootElement, provider.NameField));
        Add(context.Identity!, ClaimTypes.Email, email.Item1);
        Add(context.Identity!, EmailIsConfirmed, email.Item2 ? "true" : null);
    }

    private static async Task<JsonDocument> AskAsync(OAuthCreatingTicketContext context, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(context.HttpContext.RequestAborted));
    }

    // GitHub's format: one object per address, one of them the primary.
    private static (string? Address, bool IsConfirmed) Primary(JsonElement emails)
    {
        if (emails.ValueKind != JsonValueKind.Array)
            return (null, false);
        var primary = emails.EnumerateArray().FirstOrDefault(email => email.ValueKind == JsonValueKind.Object && IsTrue(email, "primary"));
        return primary.ValueKind == JsonValueKind.Object ? (Text(primary, "email"), IsTrue(primary, "verified")) : (null, false);
    }

    private static string? Text(JsonElement element, string field) => field.Length > 0 && element.TryGetProperty(field, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;

    private static bool IsTrue(JsonElement element, string field) => field.Length > 0 && element.TryGetProperty(field, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));

    private static void Add(ClaimsIdentity identity, string type, string? value)
    {
        // All of it goes into a cookie, and longer values couldn't be used anyway.
        if (value is { Length: > 0 and <= MaxValueLength })
            identity.AddClaim(new Claim(type, value));
    }
}
