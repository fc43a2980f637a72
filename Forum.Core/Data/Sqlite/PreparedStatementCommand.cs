using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Forum.Core.Data.Sqlite;

/// <summary>A command that runs as an already prepared statement and returns it when disposed of.</summary>
/// <param name="asked">The original command.</param>
/// <param name="statement">The prepared statement with the same text, taken for this command.</param>
internal sealed class PreparedStatementCommand(SqliteCommand asked, PreparedStatement statement) : DbCommand
{
    private bool _isGivenBack;

    /// <inheritdoc />
    [AllowNull]
    public override string CommandText
    {
        get => asked.CommandText;
        set => throw new NotSupportedException("The text of a cached statement can't be changed.");
    }

    /// <inheritdoc />
    public override int CommandTimeout
    {
        get => asked.CommandTimeout;
        set => asked.CommandTimeout = value;
    }

    /// <inheritdoc />
    public override CommandType CommandType
    {
        get => asked.CommandType;
        set => asked.CommandType = value;
    }

    /// <inheritdoc />
    public override bool DesignTimeVisible
    {
        get => asked.DesignTimeVisible;
        set => asked.DesignTimeVisible = value;
    }

    /// <inheritdoc />
    public override UpdateRowSource UpdatedRowSource
    {
        get => asked.UpdatedRowSource;
        set => asked.UpdatedRowSource = value;
    }

    /// <inheritdoc />
    protected override DbConnection? DbConnection
    {
        get => asked.Connection;
        set => asked.Connection = (SqliteConnection?)value;
    }

    /// <inheritdoc />
    protected override DbTransaction? DbTransaction
    {
        get => asked.Transaction;
        set => asked.Transaction = (SqliteTransaction?)value;
    }

    /// <inheritdoc />
    protected override DbParameterCollection DbParameterCollection => asked.Parameters;

    /// <inheritdoc />
    public override void Cancel() => statement.Command.Cancel();

    /// <inheritdoc />
    public override void Prepare() => statement.Command.Prepare();

    /// <inheritdoc />
    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    /// <inheritdoc />
    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    /// <inheritdoc />
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    /// <inheritdoc />
    protected override DbParameter CreateDbParameter() => asked.CreateParameter();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // Only once: after that, someone else may have it.
        if (disposing && !_isGivenBack)
        {
            _isGivenBack = true;

            // The values may be long texts.
            statement.Command.Parameters.Clear();
            statement.Command.Transaction = null;
            statement.IsTaken = false;
            asked.Dispose();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Ready()
    {
        var command = statement.Command;
        command.Transaction = asked.Transaction;
        command.CommandTimeout = asked.CommandTimeout;
        command.Parameters.Clear();
        foreach (SqliteParameter parameter in asked.Parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
