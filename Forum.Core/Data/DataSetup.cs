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

        // Identity's stores take a context of the request.
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

    private sealed class ForumDbFactory(IDbContextFactory<SqliteForumDb> databases) : IDbContextFactory<ForumDb>
    {
        public ForumDb CreateDbContext() => databases.CreateDbContext();

        public async Task<ForumDb> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
            await databases.CreateDbContextAsync(cancellationToken);
    }

    // SQLite forgets these with the connection, but a connection out of the pool still has them. The cache is in KiB when
    // negative: 16 MiB. A checkpoint waits for the disk, so it comes at 16 MiB of log instead of 4.
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

        // SQLite does nothing asynchronously.
        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
