using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Forum.Core.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Core.Data;

/// <summary>
/// Statements that acts send again and again, past Entity Framework: putting them together took longer than doing what they say. Whoever
/// listens to the context's commands hears of these, too, and puts <see cref="PreparedStatements"/> underneath.
/// </summary>
internal static class PreparedCommands
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(NameOf)];

    /// <summary>Sends a text whose parameters are called <c>@p0</c>, <c>@p1</c> and so on, in the transaction that the context has open.</summary>
    /// <param name="sql">One or more statements.</param>
    /// <param name="values">The parameters' values, as they are stored.</param>
    /// <returns>How many rows were written.</returns>
    public static async Task<int> ExecuteAsync(ForumDb db, string sql, IReadOnlyList<object?> values, CancellationToken cancellation)
    {
        await using var command = Announce(db, Create(db, sql, values), DbCommandMethod.ExecuteNonQuery);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Reads rows. Parameters are called as in <see cref="ExecuteAsync"/>.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="values">The parameters' values, as they are stored.</param>
    /// <param name="read">Makes something of the row at which the reader stands.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        ForumDb db, string sql, IReadOnlyList<object?> values, Func<DbDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = Announce(db, Create(db, sql, values), DbCommandMethod.ExecuteReader);
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                yield return read(rows);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"@p{place}");

    private static DbCommand Create(ForumDb db, string sql, IReadOnlyList<object?> values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = i < Names.Length ? Names[i] : NameOf(i);
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static DbCommand Announce(ForumDb db, DbCommand command, DbCommandMethod method)
    {
        var connection = db.GetService<IRelationalConnection>();
        return db.GetService<IRelationalCommandDiagnosticsLogger>().CommandInitialized(
            connection, command, method, db, Guid.Empty, connection.ConnectionId, DateTimeOffset.UnixEpoch, TimeSpan.Zero, CommandSource.ExecuteSqlRaw);
    }
}
