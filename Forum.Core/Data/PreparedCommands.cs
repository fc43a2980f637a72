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
/// Frequently used statements of acts, bypassing Entity Framework: building them took longer than running them.
/// Interceptors on the context's commands see these too, so <see cref="PreparedStatements"/> applies.
/// </summary>
internal static class PreparedCommands
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(NameOf)];

    /// <summary>
    /// Executes SQL with parameters named <c>@p0</c>, <c>@p1</c> and so on, in the context's open transaction.
    /// </summary>
    /// <param name="sql">One or more statements.</param>
    /// <param name="values">The parameter values, as stored.</param>
    /// <returns>The number of rows written.</returns>
    public static async Task<int> ExecuteAsync(ForumDb db, string sql, IReadOnlyList<object?> values, CancellationToken cancellation)
    {
        await using var command = Announce(db, Create(db, sql, values), DbCommandMethod.ExecuteNonQuery);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Reads rows. Parameters are named as in <see cref="ExecuteAsync"/>.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="values">The parameter values, as stored.</param>
    /// <param name="read">Maps the reader's current row.</param>
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
