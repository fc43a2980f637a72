using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Statistics;

/// <summary>Service registration for the statistics room.</summary>
public static class StatisticsSetup
{
    /// <summary>Adds the overview, the daily counts and the check of the counters.</summary>
    public static IServiceCollection AddStatistics(this IServiceCollection services)
    {
        services.AddSingleton<ForumOverview>();
        services.AddSingleton<DailyCountQueries>();
        services.AddHandler<DailyCounts>();
        services.AddHandler<DailyCountsUpgrade>();
        services.AddJob<DailyCounts>();
        services.AddJob<CounterAudit>();
        return services;
    }
}
