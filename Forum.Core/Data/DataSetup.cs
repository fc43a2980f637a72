using System.Data.Common;
using System.Runtime.CompilerServices;
using Forum.Core.Live;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        services.Configure<LimitOptions>(settings.GetSection("Limits"));
        services.TryAddSingleton(TimeProvider.System);

        services.AddPooledDbContextFactory<SqliteForumDb>((provider, db) =>
        {
            var options = provider.GetRequiredService<IOptions<DataOptions>>().Value;
            db.UseSqlite(new SqliteConnectionStringBuilder
            {
                DataSource = options.DatabaseFile,
                Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
                ForeignKeys = true,
                DefaultTimeout = 30,
            }.ToString());
            db.AddInterceptors(new EachConnection(options.Synchronous), PreparedStatements.Interceptor);
        });
        services.AddSingleton<IDbContextFactory<ForumDb>, ForumDbFactory>();

        // Identity's stores use the request's context.
        services.AddScoped<ForumDb>(static provider => provider.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContext());

        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseFacts>();
        services.AddSingleton<DatabaseCheck>();
        services.AddSingleton<ForumWriter>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<ChangeCounters>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(static provider => provider.GetRequiredService<LiveFeed>());
        return services;
    }

    /// <summary>Validates the settings at startup; otherwise the first request that needs one would fail.</summary>
    /// <exception cref="StartRefusedException">A setting is invalid.</exception>
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

    private sealed class ForumDbFactory(IDbContextFactory<SqliteForumDb> databases) : IDbContextFactory<ForumDb>
    {
        public ForumDb CreateDbContext() => databases.CreateDbContext();

        public async Task<ForumDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await databases.CreateDbContextAsync(cancellationToken);
    }

    // SQLite loses these settings when a connection closes, but pooled connections keep them. A negative cache size is
    // in KiB: 16 MiB. A checkpoint waits for the disk, so it runs at 16 MiB of log instead of 4.
    private sealed class EachConnection(string synchronous) : DbConnectionInterceptor
    {
        private readonly string _pragmas =
            $"PRAGMA synchronous = {synchronous}; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4096;";

        private readonly ConditionalWeakTable<object, object> _prepared = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (((SqliteConnection)connection).Handle is not { } handle || !_prepared.TryAdd(handle, handle))
                return;
            using var command = connection.CreateCommand();
            command.CommandText = _pragmas;
            command.ExecuteNonQuery();
        }

        // SQLite has no asynchronous operations.
        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
