using Forum.Core.Data.Sqlite;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data;

/// <summary>Service registration for the database and the live feed.</summary>
public static class DataSetup
{
    /// <summary>Adds the database, the writer, the rate limits and the live feed.</summary>
    /// <param name="settings">The <c>Forum</c> section.</param>
    /// <param name="readOnly">Whether the database is opened read-only; acts fail then.</param>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration settings, bool readOnly = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.Configure<DataOptions>(settings);
        services.TryAddSingleton(TimeProvider.System);

        services.AddSqlite(readOnly);

        // Identity's stores use the request's context.
        services.AddScoped<ForumDb>(static provider => provider.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContext());

        services.AddSingleton<Handlers>();
        services.AddSingleton(typeof(Register<>));
        services.AddSingleton<ForumWriter>();
        services.AddSingleton(provider => new RateLimits(provider.GetServices<LimitSetting>(), settings.GetSection("Limits")));
        services.AddSingleton<ChangeCounters>();
        services.AddJob<LiveFeed>();
        return services;
    }

    /// <summary>Validates the settings at startup; otherwise the first request that needs one would fail.</summary>
    /// <exception cref="StartRefusedException">A setting is invalid.</exception>
    public static void CheckSettings(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IOptions<DataOptions>>().Value.Check();
            services.GetRequiredService<RateLimits>().Check();
        }
        catch (InvalidOperationException error)
        {
            throw new StartRefusedException($"A setting has the wrong type: {error.Message}", error);
        }
    }
}
