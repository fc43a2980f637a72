using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data.Sqlite;

/// <summary>Database figures for administrators, independent of the engine.</summary>
/// <param name="Engine">The engine and its version.</param>
/// <param name="Bytes">The size on disk, including the write-ahead log.</param>
public sealed record DatabaseFigures(string Engine, long Bytes);

/// <summary>Reads the database figures.</summary>
public sealed class DatabaseFacts(IDbContextFactory<ForumDb> databases, IOptions<DataOptions> options)
{
    /// <summary>The current figures.</summary>
    public async Task<DatabaseFigures> ReadAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var version = await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS Value").FirstAsync(cancellation);
        return new DatabaseFigures("SQLite " + version, Length(options.Value.DatabaseFile) + Length(options.Value.DatabaseFile + "-wal"));
    }

    private static long Length(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : 0;
}
