using Forum.Core.Data;
using Forum.Core.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Site;

/// <summary>Service registration for the stats room.</summary>
public static class StatsSetup
{
    /// <summary>Adds facts and figures about the forum.</summary>
    public static IServiceCollection AddStats(this IServiceCollection services)
    {
        services.AddSingleton<ForumInfo>();
        services.AddSingleton<RenameForum>();
        services.AddSingleton<ForumOverview>();
        services.AddSingleton<SetUpForum>();
        services.AddSingleton<Presence>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<Presence>());
        services.AddSingleton<CounterAudit>();
        services.AddHostedService(static provider => provider.GetRequiredService<CounterAudit>());
        return services;
    }
}
