using Microsoft.Data.Sqlite;

namespace Forum.Core.Data;

/// <summary>Looks at the database's file before anything is written to it. Result codes: SQLite's documentation, "Result and Error Codes".</summary>
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

    /// <summary>Up to here every page is looked at, which takes a tenth of a second; larger ones are checked by the command <c>check</c>.</summary>
    private const long MaxBytesToCheckWhole = 32 * 1024 * 1024;

    /// <summary>Refuses a file that is read-only, damaged, cut off, in use, or not a forum's.</summary>
    /// <exception cref="StartRefusedException">It is one of these.</exception>
    /// <exception cref="SqliteException">SQLite says so: <see cref="Explain"/> puts it into words.</exception>
    public static void Inspect(string file)
    {
        if (IsMarkedReadOnly(file))
            throw new StartRefusedException($"The database {file} is read-only; make it writable for the user who runs the forum.");

        using (var reading = Open(file, SqliteOpenMode.ReadOnly))
        {
            var tables = Scalar(reading, "SELECT count(*) FROM sqlite_master WHERE type = 'table'");
            if (tables > 0 && Scalar(reading, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'") == 0)
                throw new StartRefusedException($"The file {file} is a database of another program; set Forum:DataDirectory to the forum's own folder.");
            if (IsDamaged(reading, file))
                throw Damaged(file, null);
        }

        // Takes the write lock for a moment and writes nothing: finds out about locks and read-only disks.
        using var writing = Open(file, SqliteOpenMode.ReadWrite);
        Execute(writing, "BEGIN IMMEDIATE");
        Execute(writing, "ROLLBACK");
    }

    /// <summary>What SQLite says, as a sentence for the person who started the forum.</summary>
    public static StartRefusedException Explain(SqliteException error, string file) => error.SqliteErrorCode switch
    {
        Busy or Locked => new($"The database {file} is locked by another program; stop it and start the forum again.", error),
        ReadOnly => new($"The database {file} is read-only; make it and its folder writable for the user who runs the forum.", error),
        Corrupt or NotADatabase => Damaged(file, error),
        Full => new($"The disk of {file} is full; make room and start the forum again.", error),
        IoError => new($"The disk of {file} cannot be read or written: {error.Message}", error),
        CannotOpen => new($"The database {file} cannot be opened by the user who runs the forum: {error.Message}", error),
        _ => new($"The database {file} cannot be used: {error.Message}", error),
    };

    private static StartRefusedException Damaged(string file, Exception? inner) =>
        new($"The database {file} is damaged; nothing was changed: restore a backup, or see docs/operations.md on repairing it.", inner);

    private static bool IsMarkedReadOnly(string file) => OperatingSystem.IsWindows()
        ? new FileInfo(file).IsReadOnly
        : (File.GetUnixFileMode(file) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;

    private static bool IsDamaged(SqliteConnection connection, string file)
    {
        var length = new FileInfo(file).Length;

        // Without a log beside it the file must have all the pages that its header speaks of.
        if (!File.Exists(file + "-wal") && length < Scalar(connection, "PRAGMA page_count") * Scalar(connection, "PRAGMA page_size"))
            return true;
        if (length > MaxBytesToCheckWhole)
            return false;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() as string != "ok";
    }

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
