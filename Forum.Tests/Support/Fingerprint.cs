using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Core.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Forum.Tests.Support;

/// <summary>Everything that acts can change: a hash of all rows of each table in the model, without what reading changes.</summary>
public sealed class Fingerprint
{
    // Column: the expression to look at instead. These change when someone reads, or when a worker finishes what an
    // earlier act has begun; both are written some time after.
    private static readonly Dictionary<string, string> Instead = new()
    {
        // Read marks, view history and view counts
        ["ChatReads.*"] = "",
        ["ThreadReads.*"] = "",
        ["ViewedThreads.*"] = "",
        ["Threads.ViewCount"] = "",
        ["DailyCounts.*"] = "",

        // Being there
        ["Members.LastSeenAt"] = "",
        ["MemberSessions.LastUsedAt"] = "",
        ["MemberSessions.Address"] = "",

        // Notifications that were seen
        ["Notifications.IsUnread"] = "",
        ["Notifications.PostNumber"] = "",
        ["Notifications.ReadAt"] = "",
        ["ThreadWatches.ToldFrom"] = $"\"ToldFrom\" = {ThreadWatch.Stopped}",

        // Mail delivery
        ["OutboxMails.State"] = "",
        ["OutboxMails.To"] = "",
        ["OutboxMails.Data"] = "",
        ["OutboxMails.Failures"] = "",
        ["OutboxMails.NextAttemptAt"] = "",
        ["OutboxMails.EndedAt"] = "",
        ["OutboxMails.LastError"] = "",

        // Data exports
        ["DataExports.State"] = "",
        ["DataExports.EndedAt"] = "",
    };

    // Table: the rows to look at. The other emails are a worker's.
    private static readonly Dictionary<string, string> Rows = new() { ["OutboxMails"] = $"\"Kind\" <> {PrivacyMails.DataIsReady.Number}" };

    private static string? _sql;

    private readonly Dictionary<string, int> _hashes;

    private Fingerprint(Dictionary<string, int> hashes) => _hashes = hashes;

    /// <summary>The names that the lists of exceptions contain and the model doesn't.</summary>
    public static IEnumerable<string> Unknown(IModel model)
    {
        var known = Tables(model).SelectMany(static table => table.Columns.Select(column => $"{table.Name}.{column.Name}").Append($"{table.Name}.*").Append(table.Name));
        return Instead.Keys.Concat(Rows.Keys).Except(known);
    }

    /// <summary>Takes it.</summary>
    public static async Task<Fingerprint> OfAsync(ForumDb db)
    {
        _sql ??= string.Join(" UNION ALL ", Tables(db.Model).Select(Statement).Where(static statement => statement is not null));
        var hashes = new Dictionary<string, int>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = _sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            hashes.Add(reader.GetString(0), await reader.IsDBNullAsync(1) ? 0 : reader.GetString(1).GetHashCode(StringComparison.Ordinal));
        return new Fingerprint(hashes);
    }

    /// <summary>The tables whose rows are different.</summary>
    public IReadOnlyList<string> ChangesSince(Fingerprint before) =>
        [.. _hashes.Where(table => before._hashes[table.Key] != table.Value).Select(static table => table.Key)];

    private static IEnumerable<ITable> Tables(IModel model) => model.GetRelationalModel().Tables;

    // SQLite puts the rows together: read one by one, their values would take longer than what a test does between.
    private static string? Statement(ITable table)
    {
        if (Instead.ContainsKey($"{table.Name}.*"))
            return null;
        var values = table.Columns
            .Select(column => Instead.GetValueOrDefault($"{table.Name}.{column.Name}", column.StoreType == "BLOB" ? $"hex(\"{column.Name}\")" : $"\"{column.Name}\""))
            .Where(static value => value.Length > 0);
        var rows = Rows.TryGetValue(table.Name, out var which) ? $" WHERE {which}" : "";
        return $"SELECT '{table.Name}', group_concat(json_array({string.Join(", ", values)})) FROM \"{table.Name}\"{rows}";
    }
}
