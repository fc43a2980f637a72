using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// Checks every page and every foreign key of the database. Read-only and without a lock, so others can keep writing.
/// </summary>
public sealed class DatabaseCheck(IDbContextFactory<ForumDb> databases, IOptions<DataOptions> options)
{
    /// <summary>The problems found, one sentence each; empty if all is well. Takes seconds on a large forum.</summary>
    /// <exception cref="StartRefusedException">There is no database, or this program can't read it.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation = default)
    {
        var file = options.Value.DatabaseFile;
        if (!File.Exists(file))
            throw new StartRefusedException($"There's no database at {file}. Set Forum:DataDirectory to the forum's data folder.");
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await db.Database.OpenConnectionAsync(cancellation);
            var known = db.KnownMigrations();
            if (!known.SetEquals(DatabaseFile.Migrations((SqliteConnection)db.Database.GetDbConnection(), file, known)))
                throw new StartRefusedException($"The database {file} is from an earlier version of this program. Start the forum once to upgrade it.");
            var broken = await ReadAsync(
                db, "PRAGMA integrity_check", static row => $"The database is damaged: {row.GetString(0)}.", cancellation);
            var dangling = await ReadAsync(
                db,
                "PRAGMA foreign_key_check",
                static row => string.Create(CultureInfo.InvariantCulture, $"Row {row.GetValue(1)} of {row.GetString(0)} refers to a row of {row.GetString(2)} that doesn't exist."),
                cancellation);
            return [.. broken.Where(static finding => finding != "The database is damaged: ok."), .. dangling];
        }
        catch (SqliteException error)
        {
            throw DatabaseFile.Explain(error, file);
        }
    }

    private static async Task<List<string>> ReadAsync(
        ForumDb db, string sql, Func<System.Data.Common.DbDataReader, string> say, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var findings = new List<string>();
        while (await rows.ReadAsync(cancellation))
            findings.Add(say(rows));
        return findings;
    }
}
