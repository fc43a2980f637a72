using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Access;

/// <summary>Service registration for the access room.</summary>
public static class AccessSetup
{
    /// <summary>Adds viewers, sessions and what every page knows about the forum.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddHandler<MemberDirectory>();
        services.AddHandler<SessionDirectory>();
        services.AddHandler<MailboxUpgrade>();
        services.AddSingleton<ForumInfo>();
        return services;
    }
}
