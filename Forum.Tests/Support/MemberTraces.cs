using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Forum.Tests.Support;

/// <summary>Looks through all tables of the model for a member.</summary>
public static class MemberTraces
{
    private static readonly string[] Ends = ["MemberId", "UserId", "AuthorId", "ById", "FollowerId", "FollowedId", "BlockedId", "PosterId"];

    /// <summary>How many rows of each column that names a member name this one: by the model's keys, and by what columns are called.</summary>
    public static async Task<IReadOnlyList<(string Column, int Count)>> OfKeyAsync(ForumDb db, int memberId)
    {
        var found = new List<(string, int)>();
        foreach (var type in db.Model.GetEntityTypes())
        {
            foreach (var property in type.GetProperties().Where(property => Ends.Any(end => property.Name.EndsWith(end, StringComparison.Ordinal))
                || property.GetContainingForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Member))))
            {
                found.Add(($"{type.GetTableName()}.{property.GetColumnName()}", await CountAsync(db, type.GetTableName()!, $"\"{property.GetColumnName()}\" = $what", memberId)));
            }
        }

        return found;
    }

    /// <summary>The columns of all tables, whatever they hold, in which a text stands.</summary>
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

    // What is kept as JSON has one column for all of its properties.
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
