using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Search;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Search;

/// <summary>
/// A forum whose posts were written before there was a search, or with an earlier version of its text.
/// </summary>
public class IndexPostsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Older_posts_come_in_from_the_newest_on_and_the_page_says_so_meanwhile()
    {
        var posts = await WriteAsync(450);
        await ForgetAsync();
        using var guest = forum.Guest();
        Assert.Contains("still being indexed", (await guest.GetAsync("/search?q=heirloom")).Body, StringComparison.Ordinal);

        // Interrupted halfway, and continued by the next start, which knows nothing of the first.
        Assert.True(await RunAsync());
        Assert.Equal(200, await CountAsync());
        Assert.Equal(posts[^1], (await forum.FoundAsync("heirloom"))[0]);
        await forum.EditAsync(forum.Bob, await PostAsync(posts[0]), "A changed heirloom, not come to yet");
        await forum.EditAsync(forum.Bob, await PostAsync(posts[^1]), "A changed heirloom, come to before");
        await forum.RemoveAsync(forum.Mona, posts[1]);
        await forum.RemoveAsync(forum.Mona, posts[^2]);
        var written = (await forum.ReplyAsync(forum.Bob, (await PostAsync(posts[0])).ThreadId, "A new heirloom")).Value;
        using (var cut = new CancellationTokenSource())
        {
            await cut.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => forum.Get<IndexPosts>().RunBatchAsync(cut.Token));
        }

        while (await RunAsync())
            await Task.Yield();

        Assert.False(await RunAsync());
        Assert.Equal(await StandingAsync(), await IndexedAsync());
        Assert.Contains(written.Id, await forum.FoundAsync("heirloom"));
        Assert.Equal(2, (await forum.FoundAsync("changed heirloom")).Length);
        Assert.DoesNotContain("still being indexed", (await guest.GetAsync("/search?q=heirloom")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_of_the_texts_takes_all_of_them_in_again()
    {
        await WriteAsync(10);
        await using (var db = await forum.Cast.OpenAsync())
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "PostSearch" SET "Text" = 'made by an earlier program'""", TestContext.Current.CancellationToken);
            await db.SearchProgress.ExecuteUpdateAsync(set => set.SetProperty(progress => progress.TextVersion, -1), TestContext.Current.CancellationToken);
        }

        while (await RunAsync())
            await Task.Yield();

        Assert.Empty(await forum.FoundAsync("\"made by an earlier program\""));
        Assert.Equal(await StandingAsync(), await IndexedAsync());
    }

    [Fact]
    public async Task Edits_while_it_runs_are_never_lost()
    {
        var posts = await WriteAsync(300);
        await ForgetAsync();
        var job = Task.Run(
            async () =>
            {
                while (await RunAsync())
                    await Task.Yield();
            },
            TestContext.Current.CancellationToken);
        foreach (var id in posts.Where((_, i) => i % 10 == 0))
            Assert.True((await forum.EditAsync(forum.Bob, await PostAsync(id), $"Meanwhile{id}")).IsDone);
        await job;

        foreach (var id in posts.Where((_, i) => i % 10 == 0))
            Assert.Equal([id], await forum.FoundAsync($"meanwhile{id}"));
        Assert.Equal(await StandingAsync(), await IndexedAsync());
    }

    [Fact]
    public async Task A_reply_that_shares_its_commit_with_the_job_is_kept_and_found()
    {
        var thread = await forum.ThreadAsync();
        await using (var db = await forum.Cast.OpenAsync())
            await db.SearchProgress.ExecuteUpdateAsync(set => set.SetProperty(progress => progress.TextVersion, -1), TestContext.Current.CancellationToken);

        Task<Outcome<PostView>> reply, refused;
        Task<bool> job;
        await using (await HeldWriter.HoldAsync(forum.Get<ForumWriter>()))
        {
            reply = forum.ReplyAsync(forum.Bob, thread.ThreadId, "Gramophone");
            refused = forum.ReplyAsync(forum.Lars, thread.ThreadId, "Gramophone, said by somebody who may not");
            job = RunAsync();
        }

        while (await job)
            job = RunAsync();
        Assert.Equal([(await reply).Value.Id], await forum.FoundAsync("gramophone"));
        Assert.False((await refused).IsDone);
        Assert.Equal(await StandingAsync(), await IndexedAsync());
    }

    private Task<bool> RunAsync() => forum.Get<IndexPosts>().RunBatchAsync(TestContext.Current.CancellationToken);

    private async Task<List<long>> WriteAsync(int count)
    {
        var thread = new ImportedThread(await forum.Cast.BoardIdAsync("general"), forum.Fresh("Attic "));
        var posts = Enumerable.Range(0, count).Select(i => new ImportedPost(thread, forum.Bob.MemberId, DateTimeOffset.UnixEpoch.AddMinutes(i), $"The heirloom {i}")).ToList();
        var import = forum.Get<ImportPosts>();
        Assert.True((await import.WriteAsync((await import.RenderAsync(posts)).Value)).IsDone);
        await using var db = await forum.Cast.OpenAsync();
        return await db.Posts.Where(post => post.ThreadId == thread.Id).OrderBy(post => post.Id).Select(post => post.Id).ToListAsync();
    }

    // As the migration leaves it.
    private async Task ForgetAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "PostSearch" """);
        var next = await db.Posts.MaxAsync(post => post.Id) + 1;
        await db.SearchProgress.ExecuteUpdateAsync(set => set.SetProperty(progress => progress.Below, next));
    }

    private async Task<PostView> PostAsync(long id)
    {
        var place = (await forum.Get<PostQueries>().PlaceAsync(forum.Ada, id))!;
        return (await forum.Get<PostQueries>().RangeAsync(place.ThreadId, place.Number, place.Number))[0];
    }

    private async Task<int> CountAsync() => (await IndexedAsync()).Count;

    private async Task<List<long>> StandingAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Posts.Where(post => post.RemovedAt == null).Select(post => post.Id).OrderBy(id => id).ToListAsync();
    }

    private async Task<List<long>> IndexedAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        return [.. (await db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "PostSearch" """).ToListAsync()).Order()];
    }
}
