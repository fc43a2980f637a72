using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// Opens the database at startup: checks it without changes, refuses what it must not touch, then migrates. Locks the
/// data folder for this process until disposed of: two programs on one database wouldn't see each other's changes.
/// </summary>
public sealed class DatabaseStart(
    IDbContextFactory<ForumDb> databases, IEnumerable<IAfterMigration> upgrades, IOptions<DataOptions> options, ILogger<DatabaseStart> log) : IDisposable
{
    private readonly DataOptions _options = options.Value;
    private FileStream? _lock;

    /// <summary>Opens and migrates the database.</summary>
    /// <exception cref="StartRefusedException">The folder or the database is unusable; nothing was changed.</exception>
    public async Task OpenAsync(CancellationToken cancellation = default)
    {
        _options.Check();
        var before = DataFolder.Prepare(_options.Directory);
        _lock ??= DataFolder.Lock(_options.Directory);
        try
        {
            await InspectAndMigrateAsync(cancellation);
        }
        catch (Exception error) when (Explain(error) is { } refused)
        {
            LeaveAsItWas(before);
            throw refused;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock?.Dispose();

    private async Task InspectAndMigrateAsync(CancellationToken cancellation)
    {
        var file = new FileInfo(_options.DatabaseFile);

        // A crash right at the first start leaves an empty file and nothing else. Later, an empty file means that all
        // data is gone. Starting an empty forum then would open the setup page to the first visitor.
        if (file is { Exists: true, Length: 0 } && Directory.Exists(_options.KeysDirectory))
            throw DatabaseFile.Damaged(file.FullName);

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var known = db.KnownMigrations();
        var isNew = file is not { Exists: true, Length: > 0 };
        var applied = isNew ? new HashSet<string>() : DatabaseFile.Inspect(file.FullName, known);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        if (!known.SetEquals(applied))
            await MigrateAsync(db, applied, cancellation);
        log.LogInformation("SQLite {Version}, database {File}", ((SqliteConnection)db.Database.GetDbConnection()).ServerVersion, file.FullName);
    }

    private async Task MigrateAsync(ForumDb db, IReadOnlySet<string> applied, CancellationToken cancellation)
    {
        if (applied.Count > 0)
            await BackUpAsync(db, applied.Max(StringComparer.Ordinal)!, cancellation);

        // Left by a program that died while migrating; EF would wait for it forever. The folder lock is ours, so no one
        // else is using it.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await db.Database.MigrateAsync(cancellation);
        foreach (var upgrade in applied.Count > 0 ? upgrades : [])
            await upgrade.RunAsync(db, cancellation);
        log.LogInformation("Migrated the database from {From} to {To}", applied.Count, db.KnownMigrations().Count);
    }

    // A safety net for anyone who upgrades without a backup. Renamed to its final name only once it's complete.
    private async Task BackUpAsync(ForumDb db, string version, CancellationToken cancellation)
    {
        var backup = Path.Combine(_options.Directory, $"forum-before-upgrade-from-{version}.db");
        if (File.Exists(backup))
            return;
        var unfinished = backup + ".part";
        File.Delete(unfinished);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {unfinished}", cancellation);
        File.Move(unfinished, backup);
        log.LogInformation("Backed up the database to {File} before the upgrade", backup);
    }

    private StartRefusedException? Explain(Exception error) => error switch
    {
        StartRefusedException refused => refused,
        SqliteException sqlite => DatabaseFile.Explain(sqlite, _options.DatabaseFile),
        IOException or UnauthorizedAccessException =>
            new StartRefusedException($"The database {_options.DatabaseFile} can't be opened: {error.Message}", error),
        _ => null,
    };

    // Removes what this start created: its lock, and an unfinished database. What existed before stays.
    private void LeaveAsItWas(IReadOnlySet<string> before)
    {
        SqliteConnection.ClearAllPools();
        var (file, folder) = (_options.DatabaseFile, _options.Directory);
        List<string> ours = [DataFolder.LockFile(folder), .. Directory.GetFiles(folder, "*.db.part")];
        if (!before.Contains(file))
            ours.AddRange([file, file + "-wal", file + "-shm"]);
        ours.Where(name => !before.Contains(name)).ToList().ForEach(File.Delete);
        _lock?.Dispose();
        _lock = null;
    }
}
