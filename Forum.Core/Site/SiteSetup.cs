using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Site;

/// <summary>Service registration for the site room.</summary>
public static class SiteSetup
{
    /// <summary>Adds the setup of the forum, its general settings, its own pages and who is online.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddSingleton<ChangeForumSettings>();
        services.AddSingleton<ChangeSitePage>();
        services.AddSingleton<FirstSteps>();
        services.AddSingleton<SetUpForum>();
        services.AddSingleton<SitePages>();
        services.AddHandler<Presence>();
        return services;
    }
}
