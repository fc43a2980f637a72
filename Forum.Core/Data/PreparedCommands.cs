using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Core.Data;

/// <summary>
/// Statements that acts send again and again, past Entity Framework and prepared once for all acts that share a commit: reading their text
/// took the database longer than doing what they say. Whoever listens to the context's commands hears of these, too.
/// </summary>
internal static class PreparedCommands
{
    // Batches of many rows differ in length: what is not the same each time is not worth keeping.
    private const int MostKept = 32;
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Kept = [];

    /// <summary>Sends a text whose parameters are called <c>@p0</c>, <c>@p1</c> and so on, in the transaction that the context has open.</summary>
    /// <param name="db">The context.</param>
    /// <param name="sql">One or more statements.</param>
    /// <param name="values">The parameters' values, as they are stored.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many rows were written.</returns>
    public static async Task<int> ExecuteAsync(ForumDb db, string sql, IReadOnlyList<object?> values, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        var kept = KeptOf(connection);
        var isKept = kept.TryGetValue(sql, out var command);
        command ??= Create(connection, sql, values.Count);
        if (!isKept && kept.Count < MostKept)
            isKept = kept.TryAdd(sql, command);
        try
        {
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            for (var i = 0; i < values.Count; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            Announce(db, command);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            if (!isKept)
                await command.DisposeAsync();
        }
    }

    // A connection that is closed ends what was prepared on it, and has another one underneath when it is opened again.
    private static Dictionary<string, DbCommand> KeptOf(DbConnection connection)
    {
        if (Kept.TryGetValue(connection, out var kept))
            return kept;
        connection.StateChange += ForgetClosed;
        return Kept.GetOrCreateValue(connection);
    }

    private static void ForgetClosed(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Closed)
            return;
        var connection = (DbConnection)sender;
        connection.StateChange -= ForgetClosed;
        Kept.Remove(connection);
    }

    private static DbCommand Create(DbConnection connection, string sql, int values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Announce(ForumDb db, DbCommand command)
    {
        var connection = db.GetService<IRelationalConnection>();
        db.GetService<IRelationalCommandDiagnosticsLogger>().CommandInitialized(
            connection, command, DbCommandMethod.ExecuteNonQuery, db, Guid.Empty, connection.ConnectionId, DateTimeOffset.UnixEpoch, TimeSpan.Zero, CommandSource.ExecuteSqlRaw);
    }
}
