using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data;

/// <summary>The forum cannot start as things are. The message is one sentence for the person who started it.</summary>
/// <param name="sentence">What is wrong and what to do, in one sentence.</param>
/// <param name="inner">What brought it to light; null when the program looked for itself.</param>
public sealed class StartRefusedException(string sentence, Exception? inner = null) : Exception(sentence, inner);

/// <summary>
/// Opens the database at the start of the program: looks without touching, refuses what it must not touch, then migrates. Holds
/// the data folder for this process alone until disposed of: two programs on one database would not hear of each other's changes.
/// </summary>
public sealed class DatabaseStart(IDbContextFactory<ForumDb> databases, IOptions<DataOptions> options, ILogger<DatabaseStart> log) : IDisposable
{
    private readonly DataOptions _options = options.Value;
    private FileStream? _lock;

    /// <summary>Opens and migrates the database.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StartRefusedException">The folder or the database is not as it must be; nothing was changed.</exception>
    public async Task OpenAsync(CancellationToken cancellation = default)
    {
        if (_options.Synchronous.ToUpperInvariant() is not ("NORMAL" or "FULL" or "EXTRA"))
            throw new StartRefusedException($"The setting Forum:Synchronous is \"{_options.Synchronous}\"; it can be NORMAL, FULL or EXTRA.");

        DataFolder.Prepare(_options.Directory);
        _lock ??= DataFolder.Lock(_options.Directory);
        try
        {
            var isNew = !File.Exists(_options.DatabaseFile) || new FileInfo(_options.DatabaseFile).Length == 0;
            if (!isNew)
                DatabaseFile.Inspect(_options.DatabaseFile);
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await MigrateAsync(db, isNew, cancellation);
        }
        catch (SqliteException error)
        {
            throw DatabaseFile.Explain(error, _options.DatabaseFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The database {_options.DatabaseFile} cannot be opened: {error.Message}", error);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock?.Dispose();

    private async Task MigrateAsync(ForumDb db, bool isNew, CancellationToken cancellation)
    {
        var known = db.GetService<IMigrationsAssembly>().Migrations.Keys.ToHashSet(StringComparer.Ordinal);
        var applied = isNew ? [] : (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new StartRefusedException(
                $"The database {_options.DatabaseFile} was written by a newer version of this program (it carries {newer}); start that version, or restore an older backup.");
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        if (!known.SetEquals(applied))
        {
            if (!isNew)
                await BackUpAsync(db, applied.Max(StringComparer.Ordinal)!, cancellation);
            await db.Database.MigrateAsync(cancellation);
            log.LogInformation("Migrated the database from {From} to {To}", applied.Count, known.Count);
        }

        log.LogInformation(
            "SQLite {Version}, database {File}", await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS Value").FirstAsync(cancellation), _options.DatabaseFile);
    }

    // Whoever upgrades without a backup of their own can still go back.
    private async Task BackUpAsync(ForumDb db, string version, CancellationToken cancellation)
    {
        var backup = Path.Combine(_options.Directory, $"forum-before-upgrade-from-{version}.db");
        if (File.Exists(backup))
            return;
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {backup}", cancellation);
        log.LogInformation("Kept the database as it was before the upgrade in {File}", backup);
    }
}
