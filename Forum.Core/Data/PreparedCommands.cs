using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Core.Data;

/// <summary>
/// Statements that acts send again and again, past Entity Framework: putting them together took longer than doing what they say. Whoever
/// listens to the context's commands hears of these, too, and puts <see cref="KeptStatements"/> underneath.
/// </summary>
internal static class PreparedCommands
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(NameOf)];

    /// <summary>Sends a text whose parameters are called <c>@p0</c>, <c>@p1</c> and so on, in the transaction that the context has open.</summary>
    /// <param name="db">The context.</param>
    /// <param name="sql">One or more statements.</param>
    /// <param name="values">The parameters' values, as they are stored.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many rows were written.</returns>
    public static async Task<int> ExecuteAsync(ForumDb db, string sql, IReadOnlyList<object?> values, CancellationToken cancellation)
    {
        await using var command = Announce(db, Create(db, sql, values));
        return await command.ExecuteNonQueryAsync(cancellation);
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

    private static DbCommand Announce(ForumDb db, DbCommand command)
    {
        var connection = db.GetService<IRelationalConnection>();
        return db.GetService<IRelationalCommandDiagnosticsLogger>().CommandInitialized(
            connection, command, DbCommandMethod.ExecuteNonQuery, db, Guid.Empty, connection.ConnectionId, DateTimeOffset.UnixEpoch, TimeSpan.Zero, CommandSource.ExecuteSqlRaw);
    }
}
