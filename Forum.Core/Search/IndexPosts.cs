using Forum.Core.Data;
using Forum.Core.Search.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Search;

/// <summary>
/// Adds posts to the search index that were written before it existed, or after its text format changed: newest first,
/// in small batches, so that the forum stays responsive. Progress is saved with each batch, and the next start resumes
/// there.
/// </summary>
[ReliesOnSingleWriter("an edit between reading a post and indexing it would be missing from the index")]
public sealed class IndexPosts(IDbContextFactory<ForumDb> databases, ForumWriter writer, ILogger<IndexPosts> log) : BackgroundService
{
    /// <summary>The number of posts per batch.</summary>
    internal const int BatchSize = 200;

    /// <summary>Indexes one batch.</summary>
    /// <param name="cancellation">Cancels; the batch isn't saved then.</param>
    /// <returns>Whether there is more to do.</returns>
    public async Task<bool> RunBatchAsync(CancellationToken cancellation = default)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if (await db.SearchProgress.AnyAsync(progress => progress.Below == 0 && progress.TextVersion == SearchText.Version, cancellation))
                return false;
        }

        return (await writer.WriteAsync<bool>(scope => WriteAsync(scope.Db, cancellation), cancellation)).Value;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var batches = 0;

        // An unhandled exception in a background service would stop the forum.
        try
        {
            for (; await RunBatchAsync(stoppingToken); batches++)
                await Task.Delay(50, stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Couldn't index older posts for search; the next start will continue");
            return;
        }

        if (batches > 0)
            log.LogInformation("All posts are indexed for search, in version {Version} of the index", SearchText.Version);
    }

    // Read and written in one transaction: an edit happens before or after the batch, and the index gets the newer text
    // either way.
    private static async Task<Outcome<bool>> WriteAsync(ForumDb db, CancellationToken cancellation)
    {
        var progress = await db.SearchProgress.FirstAsync(cancellation);
        if (progress.TextVersion != SearchText.Version)
            (progress.TextVersion, progress.Below) = (SearchText.Version, (await db.Posts.MaxAsync(post => (long?)post.Id, cancellation) ?? 0) + 1);

        // Read one by one instead of querying for visible posts, because an unknown number of removed ones may lie in
        // between.
        var posts = await db.Posts.AsNoTracking()
            .Where(post => post.Id < progress.Below)
            .OrderByDescending(post => post.Id)
            .Take(BatchSize)
            .Select(post => new { Row = new IndexedPost(post.Id, post.Number == 1 ? post.Thread!.Title : "", post.Html, post.Thread!.BoardId, post.ThreadId, post.AuthorId), post.RemovedAt })
            .ToListAsync(cancellation);
        await PostIndex.ReplaceAsync(db, posts.Where(post => post.RemovedAt is null).Select(post => post.Row), cancellation);
        progress.Below = posts.Count < BatchSize ? 0 : posts[^1].Row.Id;
        await db.SaveChangesAsync(cancellation);
        return progress.Below > 0;
    }
}
