using Microsoft.Data.Sqlite;

namespace Forum.Core.Data.Sqlite;

/// <summary>Tells failures of the database's disk or lock, which pass, from bugs, which don't.</summary>
public static class DatabaseTrouble
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Full = 13, CannotOpen = 14;

    /// <summary>Whether the database couldn't be read or written at the moment.</summary>
    public static bool IsTemporary(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen })
                return true;
        }

        return false;
    }
}
