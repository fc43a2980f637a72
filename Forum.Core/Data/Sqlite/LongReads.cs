using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// Ends reads that take too long. The binding has no way to cancel a statement, and whoever waits for one holds a thread.
/// </summary>
internal static class LongReads
{
    // SQLITE_INTERRUPT: https://www.sqlite.org/rescode.html
    private const int Interrupted = 9;

    /// <summary>Lets the context's statements fail when the time is over, until the answer is disposed of.</summary>
    /// <param name="db">The context. Its connection is open from now on.</param>
    /// <param name="atMost">How long they may take.</param>
    /// <param name="cancellation">Ends them at once.</param>
    public static async Task<IDisposable> EndAfterAsync(ForumDb db, TimeSpan atMost, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        return new End(handle, atMost, cancellation);
    }

    /// <summary>Whether a statement failed because its time was over.</summary>
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

        // Waits for an interruption that is under way: a later one would hit whoever has the connection next.
        public void Dispose()
        {
            _registration.Dispose();
            _time.Dispose();
        }
    }
}
