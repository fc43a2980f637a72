using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Accounts;

/// <summary>Service registration for the accounts room.</summary>
public static class AccountsSetup
{
    /// <summary>Adds members, their roles and status, and ASP.NET Core Identity without its pages.</summary>
    /// <returns>Identity's builder, so that the host can add sign-in.</returns>
    public static IdentityBuilder AddAccounts(this IServiceCollection services)
    {
        AddOwnAccount(services);
        AddRegistration(services);
        AddSigningIn(services);
        AddRecovery(services);
        services.Register(AccountMails.Staff);
        services.Register(
            AccountMails.ConfirmAddress, AccountMails.AddressHasAccount, AccountMails.ResetPassword, AccountMails.PasswordChanged, AccountMails.ConfirmNewAddress,
            AccountMails.ApproveAddressChange, AccountMails.AddressChanged, AccountMails.SignInChanged, AccountMails.MemberWaiting, AccountMails.MemberApproved);
        var identity = services.AddIdentityCore<Member>(Configure)
            .AddTokenProvider<AuthenticatorTokenProvider<Member>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddEntityFrameworkStores<ForumDb>();
        services.AddScoped<IUserStore<Member>, MemberStore>();
        return identity;
    }

    private static void AddOwnAccount(IServiceCollection services)
    {
        services.AddSingleton<MyAccount>();
        services.AddSingleton<ChangePrivacy>();
        services.AddSingleton<ChangeName>();
        services.AddSingleton<ChangeMemberStatus>();
        services.AddHandler<AccountMemberData>();
    }

    private static void AddRegistration(IServiceCollection services)
    {
        services.AddSingleton<AccountPolicy>();
        services.AddSingleton<ChangeAccountSettings>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<ApproveMember>();
        services.AddSingleton<RegisterMember>();
        services.AddSingleton<ImportMembers>();
        services.AddLimits(RegisterMember.Limit);
    }

    private static void AddSigningIn(IServiceCollection services)
    {
        services.AddSingleton<SignInSessions>();
        services.AddHandler<SessionUse>();
        services.AddJob<SessionUse>();
        services.AddSingleton<IdentityInAct>();
        services.AddSingleton<UsedCodes>();
        services.AddSingleton<TwoFactor>();
        services.AddSingleton<Passkeys>();
        services.AddSingleton<LinkedAccounts>();

        // Stateless, so requests and acts share one instance.
        services.AddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.AddSingleton<ILookupNormalizer, Mailboxes>();
    }

    private static void AddRecovery(IServiceCollection services)
    {
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<ConfirmAddress>();
        services.AddSingleton<ChangeAddress>();
        services.AddLimits(PasswordCheck.SignIns, PasswordCheck.Limit, AccountMailLimits.Requested, AccountMailLimits.ToStranger);
    }

    private static void Configure(IdentityOptions options)
    {
        // MemberNames and PasswordRules validate names and passwords before Identity sees them. An email address
        // becomes unique once it's confirmed; the database enforces that.
        options.User.AllowedUserNameCharacters = "";
        options.User.RequireUniqueEmail = false;
        options.Password = new PasswordOptions
        {
            RequiredLength = PasswordRules.MinLength,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        };
        // Includes passkeys.
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Lockout.MaxFailedAccessAttempts = 10;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
    }
}
