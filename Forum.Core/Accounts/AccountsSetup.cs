using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Avatars;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Core.Privacy;
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
        AddMembers(services);
        AddRegistration(services);
        AddSigningIn(services);
        AddLeaving(services);
        var identity = services.AddIdentityCore<Member>(Configure)
            .AddTokenProvider<AuthenticatorTokenProvider<Member>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddEntityFrameworkStores<ForumDb>();
        services.AddScoped<IUserStore<Member>, MemberStore>();
        return identity;
    }

    private static void AddMembers(IServiceCollection services)
    {
        services.AddSingleton<MemberDirectory>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<MemberDirectory>());
        services.AddSingleton<MemberNameQueries>();
        services.AddSingleton<MemberList>();
        services.AddSingleton<ChangeMemberStatus>();
        services.AddSingleton<ProfileReader>();
        services.AddSingleton<ProfileQueries>();
        services.AddSingleton<ChangeProfile>();
        services.AddSingleton<MyAccount>();
        services.AddSingleton<ChangePrivacy>();
        services.AddSingleton<ChangeAvatar>();
        services.AddSingleton<AvatarFiles>();
        services.AddSingleton<ChangeChoices>();
        services.AddSingleton<FollowMember>();
        services.AddSingleton<BlockMember>();
        services.AddSingleton<RelationQueries>();
        services.AddSingleton<ChangeName>();
    }

    private static void AddRegistration(IServiceCollection services)
    {
        services.AddSingleton<AccountPolicy>();
        services.AddSingleton<ChangeAccountSettings>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<ApproveMember>();
        services.AddSingleton<RegisterMember>();
        services.AddSingleton<ImportMembers>();
    }

    private static void AddSigningIn(IServiceCollection services)
    {
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<SessionDirectory>());
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<SessionUse>();
        services.AddHostedService(static provider => provider.GetRequiredService<SessionUse>());
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<IdentityInAct>();
        services.AddSingleton<UsedCodes>();
        services.AddSingleton<TwoFactor>();
        services.AddSingleton<Passkeys>();
        services.AddSingleton<LinkedAccounts>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<ConfirmAddress>();
        services.AddSingleton<ChangeAddress>();

        // Stateless, so requests and acts share one instance.
        services.AddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.AddSingleton<ILookupNormalizer, Mailboxes>();
    }

    private static void AddLeaving(IServiceCollection services)
    {
        services.AddSingleton<DataExports>();
        services.AddSingleton<ExportContents>();
        services.AddSingleton<ExportWork>();
        services.AddHostedService(static provider => provider.GetRequiredService<ExportWork>());
        services.AddSingleton<LeaveForum>();
        services.AddSingleton<DeletedMemberContent>();
        services.AddSingleton<DeleteMember>();
        services.AddSingleton<AccountDeletionJob>();
        services.AddHostedService(static provider => provider.GetRequiredService<AccountDeletionJob>());
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
