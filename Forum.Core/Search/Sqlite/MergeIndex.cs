using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Search.Sqlite;

/// <summary>
/// Merges the segments of the search index. FTS5 writes a new segment with each commit and merges four of the same size
/// automatically. A search has to look into every segment, twice, so fifteen of them cost more than reading the posts
/// they name. This merges two of the same size, a little every ten minutes, until there is at most one of each size.
/// The words of removed posts disappear too, once the oldest segment is merged. See "The merge command" on
/// https://sqlite.org/fts5.html; the migration that added this sets the minimum to two.
/// </summary>
[SafeBesideOthers("a single command of the search index")]
public sealed class MergeIndex(ForumWriter writer, TimeProvider clock, ILogger<MergeIndex> log) : PeriodicJob(clock, log)
{
    // About ten milliseconds of the only writer, while acts wait.
    private const int PagesAtOnce = 100;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>Merges a little.</summary>
    /// <param name="cancellation">Cancels only before it starts.</param>
    /// <returns>Whether there may be more to merge.</returns>
    public async Task<bool> RunStepAsync(CancellationToken cancellation = default) =>
        (await writer.WriteAsync<bool>(static scope => MergeAsync(scope.Db), cancellation)).Value;

    /// <inheritdoc />
    protected override TimeSpan Pause => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    protected override async Task RunDueAsync(CancellationToken cancellation)
    {
        while (await RunStepAsync(cancellation))
            await Task.Delay(Breath, Clock, cancellation);
    }

    // If nothing was left to do, the command itself is the only change: SQLite's documentation uses the same test.
    private static async Task<Outcome<bool>> MergeAsync(ForumDb db)
    {
        var before = await ChangesAsync(db);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "PostSearch" ("PostSearch", rank) VALUES ('merge', {PagesAtOnce})""");
        return await ChangesAsync(db) - before >= 2;
    }

    private static Task<long> ChangesAsync(ForumDb db) => db.Database.SqlQuery<long>($"""SELECT total_changes() AS "Value" """).SingleAsync();
}
