using Forum.Core.Data;
using Forum.Web.Statistics.Administration;

namespace Forum.Web.Statistics;

/// <summary>What the statistics add to the administration.</summary>
public static class StatisticsHosting
{
    /// <summary>Adds the dashboard's figures and steps.</summary>
    public static void AddStatisticsPages(this IServiceCollection services)
    {
        services.AddHandler<ForumFigures>();
        services.AddHandler<BackupStep>();
        services.AddHandler<OldBackup>();
        services.AddHandler<FirstThreadStep>();
    }
}
