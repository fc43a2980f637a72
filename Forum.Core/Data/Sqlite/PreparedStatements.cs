using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// The statements of one connection that stays open, kept prepared: acts ask the same few things again and again, and reading a text and
/// planning it takes SQLite longer than most of what it then does. Those that were not used for longest give way.
/// </summary>
internal sealed class PreparedStatements
{
    // The forum's acts know some hundred. One takes five to ten kilobytes.
    private const int Most = 128;
    private static readonly ConditionalWeakTable<DbConnection, PreparedStatements> OfConnections = [];
    private readonly Dictionary<string, PreparedStatement> _kept = new(StringComparer.Ordinal);
    private long _uses;

    private PreparedStatements()
    {
    }

    /// <summary>Puts kept statements underneath whatever a context sends.</summary>
    public static IInterceptor Interceptor { get; } = new KeepingInterceptor();

    /// <summary>Keeps the statements of a context's connection, which is open, from now on.</summary>
    public static void Begin(ForumDb db) => OfConnections.AddOrUpdate(db.Database.GetDbConnection(), new PreparedStatements());

    /// <summary>No longer keeps those of a context's connection, which is about to be closed: its statements end with that.</summary>
    public static void End(ForumDb db) => OfConnections.Remove(db.Database.GetDbConnection());

    // Whoever reads while the same statement is being read gets one of its own.
    private PreparedStatement? Take(SqliteCommand asked)
    {
        if (!_kept.TryGetValue(asked.CommandText, out var kept))
        {
            if (_kept.Count >= Most)
                Forget();
            _kept.Add(asked.CommandText, kept = new PreparedStatement(new SqliteCommand(asked.CommandText, asked.Connection)));
        }

        if (kept.IsTaken)
            return null;
        (kept.IsTaken, kept.LastUse) = (true, ++_uses);
        return kept;
    }

    private void Forget()
    {
        var (text, oldest) = _kept.Where(static kept => !kept.Value.IsTaken).MinBy(static kept => kept.Value.LastUse);
        if (oldest is null)
            return;
        _kept.Remove(text);
        oldest.Command.Dispose();
    }

    private sealed class KeepingInterceptor : DbCommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
            result is SqliteCommand { Connection: { } connection } asked && OfConnections.TryGetValue(connection, out var kept) && kept.Take(asked) is { } statement
                ? new PreparedStatementCommand(asked, statement)
                : result;
    }
}

/// <summary>A statement that stays prepared.</summary>
/// <param name="command">The command that holds it.</param>
internal sealed class PreparedStatement(SqliteCommand command)
{
    /// <summary>The command that holds it.</summary>
    public SqliteCommand Command { get; } = command;

    /// <summary>Whether somebody sends it, or reads what it answers.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Which use of any statement was its last.</summary>
    public long LastUse { get; set; }
}
