using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Core.Data.Sqlite;

/// <summary>
/// The prepared statements of one connection that stays open. Acts run the same few statements repeatedly, and SQLite
/// spends more time parsing and planning most of them than running them. The least recently used ones are evicted.
/// </summary>
internal sealed class PreparedStatements
{
    // The forum's acts use about a hundred. Each takes 5 to 10 KB.
    private const int Most = 128;
    private static readonly ConditionalWeakTable<DbConnection, PreparedStatements> OfConnections = [];
    private readonly Dictionary<string, PreparedStatement> _kept = new(StringComparer.Ordinal);
    private long _uses;

    private PreparedStatements()
    {
    }

    /// <summary>Runs a context's commands as prepared statements.</summary>
    public static IInterceptor Interceptor { get; } = new KeepingInterceptor();

    /// <summary>Starts caching the statements of a context's open connection.</summary>
    public static void Begin(ForumDb db) => OfConnections.AddOrUpdate(db.Database.GetDbConnection(), new PreparedStatements());

    /// <summary>Stops caching for a context's connection that is about to be closed, which ends its statements.</summary>
    public static void End(ForumDb db) => OfConnections.Remove(db.Database.GetDbConnection());

    // A reader gets its own statement while the same one is still being read.
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
internal sealed class PreparedStatement(SqliteCommand command)
{
    /// <summary>The command.</summary>
    public SqliteCommand Command { get; } = command;

    /// <summary>Whether it's being executed or its results are being read.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The sequence number of its last use.</summary>
    public long LastUse { get; set; }
}
