using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data.Sqlite;

/// <summary>Database figures for administrators, independent of the engine.</summary>
/// <param name="Engine">The engine and its version.</param>
/// <param name="Bytes">The size on disk, including the write-ahead log.</param>
/// <param name="Directory">The full path of the data folder.</param>
/// <param name="BackupDirectory">The folder with the backups, as in the settings; empty if it isn't known.</param>
/// <param name="LastBackupAt">When the newest file in that folder was written; null if there is none.</param>
public sealed record DatabaseFigures(string Engine, long Bytes, string Directory, string BackupDirectory, DateTimeOffset? LastBackupAt);

/// <summary>Reads the database figures.</summary>
public sealed class DatabaseFacts(IDbContextFactory<ForumDb> databases, IOptions<DataOptions> options)
{
    /// <summary>The current figures.</summary>
    public async Task<DatabaseFigures> ReadAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var version = await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS Value").FirstAsync(cancellation);
        var data = options.Value;
        return new DatabaseFigures(
            "SQLite " + version, Length(data.DatabaseFile) + Length(data.DatabaseFile + "-wal"), data.Directory, data.BackupDirectory, LastBackupAt());
    }

    /// <summary>When the newest file in the folder for backups was written; null if there is none, or no such folder.</summary>
    public DateTimeOffset? LastBackupAt()
    {
        var folder = options.Value.BackupDirectory;
        if (folder.Length == 0 || !Directory.Exists(folder))
            return null;

        // A folder with a backup for each day isn't searched any deeper than that.
        var files = new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true });
        return files.Select(static file => (DateTimeOffset?)new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)).Max();
    }

    private static long Length(string file) => new FileInfo(file) is { Exists: true } found ? found.Length : 0;
}
