using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data.Sqlite;

/// <summary>What an administrator wants to know of the database, whichever engine is running.</summary>
/// <param name="Engine">The engine with its version.</param>
/// <param name="Bytes">What it takes up on the disk, its write-ahead log included.</param>
public sealed record DatabaseFigures(string Engine, long Bytes);

/// <summary>Reads the figures of the database.</summary>
/// <param name="options">Where the database's file is.</param>
public sealed class DatabaseFacts(IDbContextFactory<ForumDb> databases, IOptions<DataOptions> options)
{
    /// <summary>The figures as of now.</summary>
    public async Task<DatabaseFigures> ReadAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var version = await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS Value").FirstAsync(cancellation);
        return new DatabaseFigures("SQLite " + version, Length(options.Value.DatabaseFile) + Length(options.Value.DatabaseFile + "-wal"));
    }

    private static long Length(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : 0;
}
