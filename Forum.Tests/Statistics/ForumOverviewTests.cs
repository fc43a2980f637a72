using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Site;
using Forum.Core.Statistics;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Statistics;

public class ForumOverviewTests
{
    [Fact]
    public async Task The_overview_counts_what_stands_and_is_for_administrators()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Counting");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Two.");
        var overview = forum.Services.GetRequiredService<ForumOverview>();

        foreach (var viewer in new[] { Viewer.Guest, cast.Bob, cast.Mona, cast.Lars })
            Assert.Null(await overview.ReadAsync(viewer, TestContext.Current.CancellationToken));

        var figures = await overview.ReadAsync(cast.Ada, TestContext.Current.CancellationToken);
        Assert.Equal(("Trial", 5, 1, 2), (figures!.Name, figures.Members, figures.Threads, figures.Posts));
        Assert.True(figures.Database.Bytes > 0);
        Assert.Matches(@"^SQLite 3\.\d+\.\d+$", figures.Database.Engine);
        Assert.NotEmpty(figures.Version);
        Assert.True(figures.Uptime > TimeSpan.Zero);
    }

    [Fact]
    public async Task The_forum_is_renamed_by_an_administrator_to_something_that_is_seen()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var rename = forum.Services.GetRequiredService<RenameForum>();
        var info = forum.Services.GetRequiredService<ForumInfo>();

        foreach (var viewer in new[] { Viewer.Guest, cast.Bob, cast.Mona })
            Assert.Same(Refusal.NotFound, (await rename.RunAsync(viewer, "Mine")).Refusal);
        Assert.Same(Refusal.LockedOut, (await rename.RunAsync(cast.Lars, "Mine")).Refusal);
        foreach (var name in new[] { null, "", " \t ", "\u200b", new string('x', 61) })
            Assert.Equal("ForumName", (await rename.RunAsync(cast.Ada, name)).Refusal?.Field);
        Assert.Equal("Trial", (await info.FactsAsync()).Name);

        Assert.True((await rename.RunAsync(cast.Ada, "  <b>Harbour</b>   talk ")).IsDone);
        Assert.Equal("<b>Harbour</b> talk", (await info.FactsAsync()).Name);
        using var guest = forum.CreateClient();
        Assert.DoesNotContain("<b>Harbour", await guest.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
