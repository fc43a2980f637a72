using Forum.Core.Data.Sqlite;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data;

/// <summary>What the database and the live feed register.</summary>
public static class DataSetup
{
    /// <summary>Adds the database, the running of acts, the limits and the live feed.</summary>
    /// <param name="settings">The section <c>Forum</c>.</param>
    /// <param name="readOnly">Whether the database is opened for reading only: acts then fail.</param>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration settings, bool readOnly = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.Configure<DataOptions>(settings);
        services.Configure<LimitOptions>(settings.GetSection("Limits"));
        services.TryAddSingleton(TimeProvider.System);

        services.AddSqlite(readOnly);

        // Identity's stores take a context of the request.
        services.AddScoped<ForumDb>(static provider => provider.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContext());

        services.AddSingleton<ForumWriter>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<ChangeCounters>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(static provider => provider.GetRequiredService<LiveFeed>());
        return services;
    }

    /// <summary>Looks whether the settings are what they can be; otherwise the first request that needs one would find out.</summary>
    /// <exception cref="StartRefusedException">One of them is not.</exception>
    public static void CheckSettings(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IOptions<DataOptions>>().Value.Check();
            services.GetRequiredService<IOptions<LimitOptions>>().Value.Check();
        }
        catch (InvalidOperationException error)
        {
            throw new StartRefusedException($"A setting has the wrong type: {error.Message}", error);
        }
    }
}
