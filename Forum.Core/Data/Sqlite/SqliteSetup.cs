using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data.Sqlite;

/// <summary>What the forum needs to run on SQLite.</summary>
internal static class SqliteSetup
{
    /// <summary>Adds the database, and what starts and checks it.</summary>
    public static void AddSqlite(this IServiceCollection services, bool readOnly)
    {
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
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseFacts>();
        services.AddSingleton<DatabaseCheck>();
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
