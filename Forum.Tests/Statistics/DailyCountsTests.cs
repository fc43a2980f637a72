using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Posts;
using Forum.Core.Statistics;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Statistics;

public class DailyCountsTests
{
    private readonly MovableClock _clock = new();

    [Fact]
    public async Task What_happens_counts_on_its_day_and_administrators_read_it()
    {
        await using var forum = await StartAsync();
        using var guest = forum.Guest();
        var before = (await ReadAsync(forum)).Views[^1];
        var thread = await forum.ThreadAsync();
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "The second.");
        await guest.GetAsync("/");
        await guest.GetAsync("/nowhere");
        _clock.MoveOn(TimeSpan.FromDays(1));
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "The third.");

        var series = await ReadAsync(forum);

        Assert.Equal(DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime), series.Today);
        Assert.Equal([5, 0], series.Members.TakeLast(2));
        Assert.Equal([1, 0], series.Threads.TakeLast(2));
        Assert.Equal([2, 1], series.Posts.TakeLast(2));
        Assert.Equal([before + 1, 0], series.Views.TakeLast(2));
        Assert.All(new[] { series.Members, series.Threads, series.Posts, series.Views }, static days => Assert.Equal(DailySeries.Length, days.Count));
        foreach (var viewer in new[] { Viewer.Guest, forum.Bob, forum.Mona, forum.Lars })
            Assert.Null(await forum.Get<DailyCountQueries>().ReadAsync(viewer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_imported_counts_on_the_day_it_is_from()
    {
        await using var forum = await StartAsync();
        var (now, import) = (_clock.GetUtcNow(), forum.Get<ImportPosts>());
        var thread = new ImportedThread(await forum.Cast.BoardIdAsync("general"), "From elsewhere");
        var posts = await import.RenderAsync(
            [.. new[] { 3, 3, 1 }.Select(days => new ImportedPost(thread, null, now.AddDays(-days), "A text"))], TestContext.Current.CancellationToken);

        Assert.True((await import.WriteAsync(posts.Value, TestContext.Current.CancellationToken)).IsDone);
        Assert.Single((await forum.Get<ImportMembers>().RunAsync([new("Older", "older@example.org", now.AddDays(-2))], null, TestContext.Current.CancellationToken)).Value);

        var series = await ReadAsync(forum);
        Assert.Equal([1, 0, 0, 0], series.Threads.TakeLast(4));
        Assert.Equal([2, 0, 1, 0], series.Posts.TakeLast(4));
        Assert.Equal([0, 1, 0, 5], series.Members.TakeLast(4));
    }

    [Fact]
    public async Task An_older_forum_is_counted_once_from_its_rows()
    {
        await using var forum = await StartAsync();
        var thread = await forum.ThreadAsync();
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "The second.");
        var (upgrade, counted) = (forum.Get<DailyCountsUpgrade>(), await ReadAsync(forum));
        await using var db = await forum.Cast.OpenAsync();
        await db.DailyCounts.ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 2; i++)
            await upgrade.RunAsync(db, TestContext.Current.CancellationToken);

        var series = await ReadAsync(forum);
        Assert.Equal((counted.Members[^1], counted.Threads[^1], counted.Posts[^1], 0), (series.Members[^1], series.Threads[^1], series.Posts[^1], series.Views[^1]));
        Assert.Equal((5, 1, 2), (series.Members[^1], series.Threads[^1], series.Posts[^1]));
    }

    private async Task<CastForum> StartAsync()
    {
        var forum = new CastForum { Replace = services => services.AddSingleton<TimeProvider>(_clock) };
        await forum.InitializeAsync();
        return forum;
    }

    private static async Task<DailySeries> ReadAsync(CastForum forum)
    {
        await forum.Get<DailyCounts>().WriteBatchAsync(TestContext.Current.CancellationToken);
        return (await forum.Get<DailyCountQueries>().ReadAsync(forum.Ada, TestContext.Current.CancellationToken))!;
    }
}
