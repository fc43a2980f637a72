using Forum.Core.Data;
using Forum.Core.Threads.History;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Threads;

/// <summary>Service registration for the threads room.</summary>
public static class ThreadsSetup
{
    /// <summary>Adds threads.</summary>
    public static IServiceCollection AddThreads(this IServiceCollection services)
    {
        services.AddSingleton<ThreadQueries>();
        services.AddSingleton<StartThread>();
        services.AddSingleton<ModerateThread>();
        services.AddHandler<ViewCounts>();
        services.AddHostedService(static provider => provider.GetRequiredService<ViewCounts>());
        services.AddSingleton<ReadMarks>();
        services.AddHostedService(static provider => provider.GetRequiredService<ReadMarks>());
        services.AddHandler<ViewHistory>();
        services.AddHostedService(static provider => provider.GetRequiredService<ViewHistory>());
        services.AddSingleton<MyViewHistory>();
        services.AddHandler<ThreadMemberData>();
        return services;
    }
}
