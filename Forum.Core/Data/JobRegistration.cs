using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Forum.Core.Data;

/// <summary>Registers background jobs.</summary>
public static class JobRegistration
{
    /// <summary>
    /// Adds a class that runs in the background from startup to shutdown, once for the whole program: others that need
    /// it get the one that runs. It can be a handler too.
    /// </summary>
    /// <typeparam name="T">The job.</typeparam>
    public static IServiceCollection AddJob<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.TryAddSingleton<T>();
        return services.AddHostedService(static provider => provider.GetRequiredService<T>());
    }
}
