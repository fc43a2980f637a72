using Forum.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts;

/// <summary>Signing in on top of the core's accounts.</summary>
public static class AccountsHosting
{
    /// <summary>Adds accounts, the cookie and the viewer of each request and circuit.</summary>
    public static void AddForumAccounts(this IServiceCollection services)
    {
        services.AddAccounts().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "forum";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromDays(30);
            options.SlidingExpiration = true;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/not-found";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;

            // The page leads back itself, by its own rules; the framework would do it as well, and put the address into a header as it is.
            options.Events.OnRedirectToReturnUrl = static _ => Task.CompletedTask;
        });
        services.PostConfigure<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme, options => options.TicketDataFormat = new KeptTickets(options.TicketDataFormat));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(5));
        services.AddAuthorizationBuilder().AddPolicy(Policies.Administrators, policy => policy.AddRequirements(new AdministratorRequirement()));
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, AdministratorRequirement.Handler>();
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationMiddlewareResultHandler, ForbiddenLooksMissing>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentViewer>();
        services.AddScoped<SignIn>();
    }

    /// <summary>Maps what is no page.</summary>
    public static void MapAccounts(this WebApplication app) =>
        app.MapPost("/sign-out", static async (HttpContext context, [Microsoft.AspNetCore.Mvc.FromForm] string? returnUrl) =>
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
        });
}
