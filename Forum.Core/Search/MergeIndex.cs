using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Search;

/// <summary>
/// Puts the pieces of the index together. FTS5 writes a new one with each commit and merges four of a size by itself; a
/// search has to look into every piece there is, twice, so that fifteen of them cost more than the posts that they
/// name. This merges two of a size, every ten minutes and a little at a time, until each size is there once at most.
/// The words of removed posts go with that, once the oldest piece takes part. See "The merge command" on
/// https://sqlite.org/fts5.html; the migration that came with this says that two are enough.
/// </summary>
public sealed class MergeIndex(ForumWriter writer, TimeProvider clock, ILogger<MergeIndex> log) : BackgroundService
{
    // Some ten milliseconds of the one writer, in which acts wait.
    private const int PagesAtOnce = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Merges a little.</summary>
    /// <returns>Whether there may be more to merge.</returns>
    public async Task<bool> RunStepAsync(CancellationToken cancellation = default) =>
        (await writer.WriteAsync<bool>(static scope => MergeAsync(scope.Db), cancellation)).Value;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RunStepAsync(stoppingToken))
                    await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Couldn't merge the search index; will try again");
            }
        }
    }

    // Where nothing was left to do, the command itself is the only change: that is what SQLite's own description goes by.
    private static async Task<Outcome<bool>> MergeAsync(ForumDb db)
    {
        var before = await ChangesAsync(db);
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "PostSearch" ("PostSearch", rank) VALUES ('merge', {PagesAtOnce})""");
        return await ChangesAsync(db) - before >= 2;
    }

    private static Task<long> ChangesAsync(ForumDb db) => db.Database.SqlQuery<long>($"""SELECT total_changes() AS "Value" """).SingleAsync();
}
