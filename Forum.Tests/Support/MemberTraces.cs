using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Forum.Tests.Support;

/// <summary>Searches all tables of the model for a member.</summary>
public static class MemberTraces
{
    // What else a number can refer to. Anything new is assumed to be a member.
    private static readonly string[] OtherEnds = ["BoardId", "CategoryId", "RoomId", "ThreadId"];

    /// <summary>Whether a property refers to members: by the model's foreign keys, or a number that by its name can be nothing else.</summary>
    public static bool NamesMember(IProperty property) =>
        property.GetContainingForeignKeys().Any(static key => key.PrincipalEntityType.ClrType == typeof(Member))
        || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(int) && property.Name.Length > 2
            && property.Name.EndsWith("Id", StringComparison.Ordinal) && !OtherEnds.Any(end => property.Name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>
    /// For each column that refers to members, how many rows refer to this one.
    /// </summary>
    public static async Task<IReadOnlyList<(string Column, int Count)>> OfKeyAsync(ForumDb db, int memberId)
    {
        var found = new List<(string, int)>();
        foreach (var type in db.Model.GetEntityTypes())
        {
            foreach (var property in type.GetProperties().Where(NamesMember))
            {
                found.Add(($"{type.GetTableName()}.{property.GetColumnName()}", await CountAsync(db, type.GetTableName()!, $"\"{property.GetColumnName()}\" = $what", memberId)));
            }
        }

        return found;
    }

    /// <summary>The columns of all tables, of any type, that contain a text.</summary>
    public static async Task<IReadOnlyList<string>> OfTextAsync(ForumDb db, string text)
    {
        var found = new List<string>();
        foreach (var (table, column) in db.Model.GetEntityTypes().SelectMany(Columns).Distinct())
        {
            if (await CountAsync(db, table, $"instr(lower(CAST(\"{column}\" AS TEXT)), lower($what)) > 0", text) > 0)
                found.Add($"{table}.{column}");
        }

        return found;
    }

    // Values stored as JSON share one column.
    private static IEnumerable<(string Table, string Column)> Columns(IEntityType type) => type.IsMappedToJson()
        ? [(type.GetTableName()!, type.GetContainerColumnName()!)]
        : type.GetProperties().Select(property => (type.GetTableName()!, property.GetColumnName()));

    private static async Task<int> CountAsync(ForumDb db, string table, string condition, object what)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT count(*) FROM \"" + table + "\" WHERE " + condition;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("$what", what);
        command.Parameters.Add(parameter);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
