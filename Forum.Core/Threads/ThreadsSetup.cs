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
        services.AddSingleton<ThreadRows>();
        services.AddSingleton<ThreadLists>();
        services.AddSingleton<TopThreads>();
        services.AddSingleton<MemberFaces>();
        services.AddJob<ThreadDayCleanUp>();
        services.AddSingleton<StartThread>();
        services.AddSingleton<ModerateThread>();
        services.AddHandler<ThreadMemberData>();
        AddReading(services);
        return services;
    }

    // What members have viewed and read, written in batches.
    private static void AddReading(IServiceCollection services)
    {
        services.AddHandler<ViewCounts>();
        services.AddJob<ViewCounts>();
        services.AddJob<ReadMarks>();
        services.AddHandler<ViewHistory>();
        services.AddJob<ViewHistory>();
        services.AddSingleton<MyViewHistory>();
    }
}
