using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// Ends reads that take too long. The SQLite provider can't cancel a statement, and waiting for one blocks a thread.
/// </summary>
internal static class LongReads
{
    // SQLITE_INTERRUPT: https://www.sqlite.org/rescode.html
    private const int Interrupted = 9;

    /// <summary>
    /// Makes the context's statements fail after a time limit, until the result is disposed of. Opens the context's
    /// connection.
    /// </summary>
    /// <param name="atMost">The time limit.</param>
    /// <param name="cancellation">Ends them immediately.</param>
    public static async Task<IDisposable> EndAfterAsync(ForumDb db, TimeSpan atMost, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        return new End(handle, atMost, cancellation);
    }

    /// <summary>Whether a statement failed because of the time limit.</summary>
    public static bool IsEnd(DbException error) => error is SqliteException { SqliteErrorCode: Interrupted };

    private sealed class End : IDisposable
    {
        private readonly CancellationTokenSource _time;
        private readonly CancellationTokenRegistration _registration;

        public End(sqlite3 handle, TimeSpan atMost, CancellationToken cancellation)
        {
            _time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _registration = _time.Token.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), handle);
            _time.CancelAfter(atMost);
        }

        // Waits for an interrupt in progress: a later one would hit the connection's next user.
        public void Dispose()
        {
            _registration.Dispose();
            _time.Dispose();
        }
    }
}
