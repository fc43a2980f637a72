using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Posts;

/// <summary>
/// Renders posts again that were rendered by an earlier version, in small batches, so that the forum stays responsive.
/// Runs once after startup; if all posts are current, it reads a single index entry.
/// </summary>
[SafeBesideOthers("the condition of a single statement")]
public sealed class RenderAgain(IDbContextFactory<ForumDb> databases, ForumWriter writer, PostText texts, RenderAboutsAgain abouts, ILogger<RenderAgain> log)
    : BackgroundService
{
    private const int BatchSize = 100;

    /// <summary>Renders one batch.</summary>
    /// <returns>The number of posts rendered; 0 if all are current.</returns>
    public async Task<int> RunBatchAsync(CancellationToken cancellation = default)
    {
        List<Post> old;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            old = await db.Posts.AsNoTracking().Where(post => post.RendererVersion < ForumMarkdown.Version)
                .OrderBy(post => post.RendererVersion).Take(BatchSize).ToListAsync(cancellation);
        }

        var rendered = new List<(Post Post, string Html)>(old.Count);
        foreach (var post in old)
            rendered.Add((post, await texts.RenderAgainAsync(post.Markdown, post.AuthorId, post.SubmissionId, post.AsEarlierText(), cancellation)));
        if (rendered.Count == 0)
            return 0;

        await writer.WriteAsync<Done>(
            async scope =>
            {
                foreach (var (post, html) in rendered)
                {
                    // An edit made in the meantime already comes from the current renderer, so leave it alone.
                    await scope.Db.Posts.Where(p => p.Id == post.Id && p.EditedAt == post.EditedAt && p.Markdown == post.Markdown).ExecuteUpdateAsync(
                        set => set.SetProperty(p => p.Html, html).SetProperty(p => p.RendererVersion, ForumMarkdown.Version), cancellation);
                    if (post.Number == 1)
                        await scope.Db.Threads.Where(thread => thread.Id == post.ThreadId).ExecuteUpdateAsync(set => set.SetProperty(thread => thread.Excerpt, texts.Excerpt(post.Markdown, ForumThread.MaxExcerptLength)), cancellation);
                }

                scope.Raise(new PostsRenderedAgain());
                return default(Done);
            },
            cancellation);
        return rendered.Count;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var total = 0;

        // An unhandled exception in a background service would stop the forum, and the posts are fine as they are.
        try
        {
            while (await abouts.RunBatchAsync(stoppingToken) > 0)
                await Task.Delay(50, stoppingToken);
            for (int count; (count = await RunBatchAsync(stoppingToken)) > 0; total += count)
                await Task.Delay(50, stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Couldn't re-render posts; the next start will continue");
        }

        if (total > 0)
            log.LogInformation("Re-rendered {Count} posts for version {Version} of the renderer", total, ForumMarkdown.Version);
    }
}

/// <summary>Posts were rendered again by a new version of the renderer.</summary>
public sealed record PostsRenderedAgain : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
