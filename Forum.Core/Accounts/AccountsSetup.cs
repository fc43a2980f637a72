using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Accounts;

/// <summary>What the room of accounts registers.</summary>
public static class AccountsSetup
{
    /// <summary>Adds members, their standing and Identity's core without its pages.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>Identity's builder, to which the host adds signing in.</returns>
    public static IdentityBuilder AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<MemberDirectory>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<MemberDirectory>());
        services.AddSingleton<MemberNameQueries>();
        services.AddSingleton<MemberRoll>();
        services.AddSingleton<ChangeStanding>();

        // The same for a request and for an act: neither keeps anything.
        services.AddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<RegisterMember>();
        services.AddSingleton<ImportMembers>();

        return services
            .AddIdentityCore<Member>(static options =>
            {
                // Names are checked by MemberNames and passwords by PasswordRules, before Identity hears of them.
                options.User.AllowedUserNameCharacters = "";
                options.User.RequireUniqueEmail = true;
                options.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRules.MinLength,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 1,
                };
                options.Lockout.MaxFailedAccessAttempts = 10;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<ForumDb>();
    }
}
