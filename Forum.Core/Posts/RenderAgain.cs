using Forum.Core.Accounts.Profiles;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Posts;

/// <summary>
/// Renders the posts again that an earlier renderer made, a few at a time, so that the forum stays quick meanwhile.
/// Runs once after the start; a forum whose posts are all current reads one index entry.
/// </summary>
/// <param name="abouts">Does the same for what members say of themselves.</param>
public sealed class RenderAgain(IDbContextFactory<ForumDb> databases, ForumWriter writer, PostText texts, RenderAboutsAgain abouts, ILogger<RenderAgain> log)
    : BackgroundService
{
    private const int BatchSize = 100;

    /// <summary>Renders one batch.</summary>
    /// <returns>How many posts were rendered; 0 when all are current.</returns>
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
            rendered.Add((post, await texts.RenderAgainAsync(post.Markdown, post.AuthorId, post.SubmissionId, EarlierText.Of(post), cancellation)));
        if (rendered.Count == 0)
            return 0;

        await writer.WriteAsync<Done>(
            async scope =>
            {
                foreach (var (post, html) in rendered)
                {
                    // An edit that came meanwhile was made by the current renderer: it stays.
                    await scope.Db.Posts.Where(p => p.Id == post.Id && p.EditedAt == post.EditedAt && p.Markdown == post.Markdown).ExecuteUpdateAsync(
                        set => set.SetProperty(p => p.Html, html).SetProperty(p => p.RendererVersion, ForumMarkdown.Version), cancellation);
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

        // Whatever happens here, the forum goes on: the posts are good as they are, and a background service that throws would stop it.
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

/// <summary>Posts look different because the renderer moved on.</summary>
public sealed record PostsRenderedAgain : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
