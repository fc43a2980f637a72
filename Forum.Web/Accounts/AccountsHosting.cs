using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Web.Access;
using Forum.Web.Accounts.Administration;
using Forum.Web.Accounts.External;
using Forum.Web.Accounts.Mails;
using Forum.Web.Accounts.Registration;
using Forum.Web.Accounts.Settings;
using Forum.Web.Components;
using Forum.Web.Framework;
using Forum.Web.Mail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts;

/// <summary>Sign-in on top of the core's accounts.</summary>
public static class AccountsHosting
{
    /// <summary>Adds accounts, the cookie, and the viewer of each request and circuit.</summary>
    /// <param name="settings">The section <c>Forum</c>.</param>
    public static void AddForumAccounts(this IServiceCollection services, IConfiguration settings)
    {
        services.AddAccounts().AddSignInManager<ForumSignInManager>();
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Configure);

        // Between the password and the code, and between the passkey challenge and its answer.
        authentication.AddCookie(IdentityConstants.TwoFactorUserIdScheme, static options => OnlyBetween(options, "forum-step"));
        authentication.AddCookie(IdentityConstants.TwoFactorRememberMeScheme, static options => OnlyBetween(options, "forum-known"));
        authentication.AddCookie(IdentityConstants.ExternalScheme, static options => OnlyBetween(options, "forum-external"));
        authentication.AddExternalSignIn(settings);
        services.PostConfigure<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme, options => options.TicketDataFormat = new TicketCache(options.TicketDataFormat));
        services.AddAuthorizationBuilder().AddPolicy(Policies.Administrators, policy => policy.AddRequirements(new AdministratorRequirement()));
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, AdministratorRequirement.Handler>();
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationMiddlewareResultHandler, ForbiddenLooksMissing>();
        services.AddScoped<CurrentViewer>();
        services.AddScoped<SignIn>();
        services.AddScoped<PasskeyAnswers>();
        services.AddSingleton<ShownSecrets>();
        services.AddSingleton<FillInTimeCheck>();
        services.AddSingleton<IRegistrationCheck, HoneypotCheck>();
        services.AddSingleton<IRegistrationCheck>(static provider => provider.GetRequiredService<FillInTimeCheck>());
        services.AddHandler<ReviewAccountsStep>();
        services.AddHandler<TwoFactorStep>();
        services.AddHandler<InviteStep>();
        AddMails(services);
    }

    private static void AddMails(IServiceCollection services)
    {
        services.AddMailTemplate<ConfirmAddressMail>(AccountMails.ConfirmAddress, "Confirm your email address for {0}");
        services.AddMailTemplate<AddressHasAccountMail>(AccountMails.AddressHasAccount, "Someone registered on {0} with your email address");
        services.AddMailTemplate<ResetPasswordMail>(AccountMails.ResetPassword, "Reset your password on {0}");
        services.AddMailTemplate<PasswordChangedMail>(AccountMails.PasswordChanged, "Your password on {0} was changed");
        services.AddMailTemplate<ConfirmNewAddressMail>(AccountMails.ConfirmNewAddress, "Confirm your new email address for {0}");
        services.AddMailTemplate<ApproveAddressChangeMail>(AccountMails.ApproveAddressChange, "Email address change requested on {0}");
        services.AddMailTemplate<AddressChangedMail>(AccountMails.AddressChanged, "Your email address on {0} was changed");
        services.AddMailTemplate<SignInChangedMail>(AccountMails.SignInChanged, "Your sign-in settings on {0} were changed");
        services.AddMailTemplate<MemberWaitingMail>(AccountMails.MemberWaiting, "A new member is waiting for approval on {0}");
        services.AddMailTemplate<MemberApprovedMail>(AccountMails.MemberApproved, "Welcome to {0}");
    }

    /// <summary>Adds the limits of the registration form.</summary>
    public static void AddRegistrationLimits(this IServiceCollection services) => services.AddLimits(FillInTimeCheck.Shortest);

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "forum";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = true;
        options.LoginPath = Links.SignIn();
        options.AccessDeniedPath = "/not-found";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = static async context =>
        {
            var services = context.HttpContext.RequestServices;
            var viewer = await services.GetRequiredService<MemberDirectory>()
                .ViewerAsync(services.GetRequiredService<SessionDirectory>(), context.Principal!);
            if (viewer.MemberId is not null)
                return;

            // When the session has ended, remove the cookie too.
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        };

        // The page redirects itself, by its own rules. The framework would put the unescaped address into a header.
        options.Events.OnRedirectToReturnUrl = static _ => Task.CompletedTask;
    }

    private static void OnlyBetween(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        options.SlidingExpiration = false;
    }

    /// <summary>Maps the endpoints that aren't pages.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPasskeys();
        app.MapExternalSignIn();
        app.MapPost("/sign-out", static async (HttpContext context, SignInSessions sessions, [FromForm] string? returnUrl) =>
        {
            var viewer = await context.ViewerAsync();
            if (viewer.SessionId is { } sessionId)
                await sessions.EndAsync(viewer, sessionId);
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
        });
    }
}
