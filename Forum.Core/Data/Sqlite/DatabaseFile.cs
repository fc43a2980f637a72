using Microsoft.Data.Sqlite;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// Checks the database file before anything is written to it. Result codes: SQLite's documentation, "Result and Error
/// Codes".
/// </summary>
internal static class DatabaseFile
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>
    /// Up to this size every page is checked, which takes a tenth of a second; the <c>check</c> command checks larger
    /// files.
    /// </summary>
    private const long MaxBytesToCheckWhole = 32 * 1024 * 1024;

    /// <summary>
    /// Refuses a file that is read-only, damaged, truncated, in use, not a forum database, or from a newer version.
    /// Writes nothing.
    /// </summary>
    /// <param name="file">The file; it exists and isn't empty.</param>
    /// <param name="known">The migrations in this program.</param>
    /// <returns>The migrations in the database.</returns>
    /// <exception cref="StartRefusedException">The file is refused.</exception>
    /// <exception cref="SqliteException">SQLite reports an error; <see cref="Explain"/> turns it into a
    /// sentence.</exception>
    public static IReadOnlySet<string> Inspect(string file, IReadOnlySet<string> known)
    {
        if (IsMarkedReadOnly(file))
            throw new StartRefusedException($"The database {file} is read-only. Make it writable by the user that runs the forum.");

        IReadOnlySet<string> applied;
        using (var reading = OpenForInspection(file))
        {
            applied = Migrations(reading, file, known);
            if (IsDamaged(reading, file))
                throw Damaged(file);
        }

        // Takes the write lock briefly without writing, to detect locks and read-only disks.
        using var writing = Open(file, SqliteOpenMode.ReadWrite);
        Execute(writing, "BEGIN IMMEDIATE");
        Execute(writing, "ROLLBACK");
        return applied;
    }

    /// <summary>The migrations in a database; this program must know all of them.</summary>
    /// <exception cref="StartRefusedException">It's from a newer version, or another program.</exception>
    public static IReadOnlySet<string> Migrations(SqliteConnection connection, string file, IReadOnlySet<string> known)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table'") == 0)
            return applied;
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'") > 0)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            using var rows = command.ExecuteReader();
            while (rows.Read())
                applied.Add(rows.GetString(0));
        }

        if (!applied.Overlaps(known))
            throw new StartRefusedException($"The file {file} is another program's database. Set Forum:DataDirectory to the forum's own folder.");
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } newer)
        {
            throw new StartRefusedException(
                $"The database {file} was written by a newer version of this program (it contains {newer}). Start that version, or restore an older backup.");
        }

        return applied;
    }

    /// <summary>Turns a SQLite error into a sentence for the person who started the forum.</summary>
    public static StartRefusedException Explain(SqliteException error, string file) => error.SqliteErrorCode switch
    {
        Busy or Locked => new($"The database {file} is locked by another program. Stop that program, then start the forum again.", error),
        ReadOnly => new($"The database {file} is read-only. Make it and its folder writable by the user that runs the forum.", error),
        Corrupt or NotADatabase => Damaged(file, error),
        Full => new($"The disk that holds {file} is full. Free up space, then start the forum again.", error),
        IoError => new($"The disk that holds {file} can't be read or written: {error.Message}", error),
        CannotOpen => new($"The database {file} can't be opened by the user who runs the forum: {error.Message}", error),
        _ => new($"The database {file} can't be used: {error.Message}", error),
    };

    /// <summary>The file is damaged.</summary>
    public static StartRefusedException Damaged(string file, Exception? inner = null) =>
        new($"The database {file} is damaged. Nothing was changed. Restore a backup, or see docs/operations.md for how to repair it.", inner);

    private static bool IsMarkedReadOnly(string file) => OperatingSystem.IsWindows()
        ? new FileInfo(file).IsReadOnly
        : (File.GetUnixFileMode(file) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;

    private static bool IsDamaged(SqliteConnection connection, string file)
    {
        // Without a log, the file has all the pages that its header counts. With one, the log may contain the others,
        // so all pages are checked however many there are.
        var length = new FileInfo(file).Length;
        var isShort = length < Scalar(connection, "PRAGMA page_count") * Scalar(connection, "PRAGMA page_size");
        if (isShort && !HasLog(file))
            return true;
        if (length > MaxBytesToCheckWhole && !isShort)
            return false;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() as string != "ok";
    }

    private static bool HasLog(string file) => new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };

    // Even a reader makes SQLite create its log and index next to the file. If there is no log yet, SQLite is told that
    // no one is writing; whether someone is gets checked later.
    private static SqliteConnection OpenForInspection(string file) => HasLog(file)
        ? Open(file, SqliteOpenMode.ReadOnly)
        : Open(new Uri(file).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 2 }.ToString());
        connection.Open();
        return connection;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
