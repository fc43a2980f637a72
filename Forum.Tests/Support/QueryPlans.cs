using System.Text.RegularExpressions;
using Forum.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Support;

/// <summary>
/// Judges SQLite's query plans. SQLite plans without looking at the rows: nothing here runs ANALYZE, so the plan is the
/// same in an empty forum and in a large one. The format: https://www.sqlite.org/eqp.html.
/// </summary>
public static partial class QueryPlans
{
    /// <summary>
    /// Tables for what administrators create, with a few rows each: a full scan costs less than an index. All other tables grow.
    /// </summary>
    private static readonly HashSet<string> Small = new(["AccountSettings", "Boards", "Categories", "ChatRooms", "ForumState", "SearchProgress"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The problems in the plan of each statement in a text: one line each, starting with the table.</summary>
    public static async Task<IReadOnlyList<string>> JudgeAsync(ForumDb db, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var complaints = new List<string>();
        foreach (var (statement, plan) in await ExplainAsync(db, sql, parameters))
        {
            var tables = Tables(db, statement);
            complaints.AddRange(Judge(plan, tables));
            complaints.AddRange(JudgeFlags(db, statement, plan, tables));
        }

        return complaints;
    }

    /// <summary>The plan of each statement in a text. Nothing is executed.</summary>
    public static async Task<IReadOnlyList<(string Statement, IReadOnlyList<string> Plan)>> ExplainAsync(
        ForumDb db, string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        // Use the forum's own connection: closing one from another pool would drop the locks that SQLite holds for this process.
        await db.Database.OpenConnectionAsync();
        var explained = new List<(string, IReadOnlyList<string>)>();
        foreach (var statement in Statements().Matches(sql).Select(match => match.Value.Trim()).Where(IsPlanned))
        {
            await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + statement;
            foreach (var (name, value) in parameters)
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            var plan = new List<string>();
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                plan.Add(rows.GetString(3));
            explained.Add((statement, plan));
        }

        return explained;
    }

    private static bool IsPlanned(string statement) => Planned().IsMatch(statement);

    private static IEnumerable<string> Judge(IReadOnlyList<string> plan, Dictionary<string, string> tables)
    {
        // Created by the statement itself, from other lines of the plan.
        var made = plan.Select(line => Made().Match(line).Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isSortGrowing = false;
        foreach (var line in plan)
        {
            if (Visited().Match(line) is not { Success: true } visit)
                continue;
            var (how, alias, rest) = (visit.Groups[1].Value, visit.Groups[2].Value, visit.Groups[3].Value);
            if (alias.StartsWith('(') || made.Contains(alias) || IsIndexed(alias, rest))
                continue;
            var table = tables.GetValueOrDefault(alias, alias);
            if (Small.Contains(table))
                continue;
            isSortGrowing |= !rest.StartsWith("USING INTEGER PRIMARY KEY (rowid=?)", StringComparison.Ordinal);
            if (how == "SCAN" || rest.Contains("AUTOMATIC", StringComparison.Ordinal) || !IsBounded(rest))
                yield return $"{table}: {line}";
        }

        // Rows looked up one by one by key are as many as the rows of the small table, or the list of keys, that they come from.
        foreach (var line in plan.Where(line => isSortGrowing && line.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal)))
            yield return $"sort: {line}";
    }

    // SQLite doesn't treat "IsRemoved" and NOT "IsRemoved" as comparisons: it stops using the index there, and scans the rest of it.
    private static IEnumerable<string> JudgeFlags(ForumDb db, string statement, IReadOnlyList<string> plan, Dictionary<string, string> tables)
    {
        var indexes = db.Model.GetEntityTypes().SelectMany(type => type.GetIndexes())
            .ToLookup(index => index.GetDatabaseName()!, index => index.Properties.Select(property => property.GetColumnName()));
        foreach (var (line, search) in plan.Select(line => (line, Indexed().Match(line))).Where(search => search.Item2.Success))
        {
            var (alias, index, used) = (search.Groups[1].Value, search.Groups[2].Value, Column().Count(search.Groups[3].Value));
            var next = indexes[index].SelectMany(columns => columns.Skip(used)).FirstOrDefault();
            var flag = $"""(?:NOT \(|AND |WHERE )"{alias}"\."{next}"(?!\s*(?:[=<>!]|IS|IN|BETWEEN))""";
            if (next is not null && !Small.Contains(tables.GetValueOrDefault(alias, alias)) && Regex.IsMatch(statement, flag))
                yield return $"{tables.GetValueOrDefault(alias, alias)}: {line}: not by {next}, which has to be compared with a parameter";
        }
    }

    // Table-valued functions such as json_each, or a full-text table queried by words or by key: the letters after the
    // colon are its own index's. Without them, all of it is read.
    private static bool IsIndexed(string alias, string rest) =>
        rest.StartsWith("VIRTUAL TABLE", StringComparison.Ordinal)
        && (!alias.Equals("PostSearch", StringComparison.OrdinalIgnoreCase) || Asked().IsMatch(rest));

    // An equality, or a range with both ends; a range with one open end is a scan again.
    private static bool IsBounded(string search) =>
        search.Contains("=?", StringComparison.Ordinal) || (search.Contains(">?", StringComparison.Ordinal) && search.Contains("<?", StringComparison.Ordinal));

    private static Dictionary<string, string> Tables(ForumDb db, string statement)
    {
        var known = db.Model.GetEntityTypes().Select(type => type.GetTableName()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var tables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var match in Aliased().Matches(statement).Where(match => known.Contains(match.Groups[1].Value)))
            tables[match.Groups[2].Value] = match.Groups[1].Value;
        return tables;
    }

    [GeneratedRegex("""(?:'[^']*'|"[^"]*"|[^;'"])+""")]
    private static partial Regex Statements();

    [GeneratedRegex(@"^(SELECT|INSERT|UPDATE|DELETE|WITH)\b")]
    private static partial Regex Planned();

    [GeneratedRegex(@"^(?:CO-ROUTINE|MATERIALIZE) (\S+)")]
    private static partial Regex Made();

    [GeneratedRegex(@"^SEARCH (\S+) USING (?:COVERING )?INDEX (\S+) \((.*)\)")]
    private static partial Regex Indexed();

    [GeneratedRegex(@"^VIRTUAL TABLE INDEX \d+:[M=]")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\w+(?=[=<>])")]
    private static partial Regex Column();

    // "SCAN CONSTANT ROW" and "SCAN 3 CONSTANT ROWS" read no table.
    [GeneratedRegex(@"^(SCAN|SEARCH) (?!(?:\d+ )?CONSTANT ROW)(\S+) ?(.*)")]
    private static partial Regex Visited();

    [GeneratedRegex(""""(\w+)"\s+(?:AS\s+)?"?(\w+)"?"""")]
    private static partial Regex Aliased();
}
