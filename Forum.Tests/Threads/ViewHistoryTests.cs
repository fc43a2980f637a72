using Forum.Core.Access;
using Forum.Core.Threads;
using Forum.Core.Threads.History;
using Forum.Tests.Support;


namespace Forum.Tests.Threads;

public class ViewHistoryTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_thread_that_a_member_opens_is_on_the_list_at_once_and_after_the_batch_too()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var (first, second) = (await forum.ThreadAsync(), await forum.ThreadAsync());
        foreach (var thread in new[] { first, second, first })
            Assert.Equal(200, (await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Status);

        var before = await ListAsync(member);
        await forum.Get<ViewHistory>().WriteBatchAsync(TestContext.Current.CancellationToken);

        Assert.Equal([first.ThreadId, second.ThreadId], before.Threads.Select(thread => thread.ThreadId));
        Assert.Equal(before.Threads.Select(thread => thread.ThreadId), (await ListAsync(member)).Threads.Select(thread => thread.ThreadId));
        var page = (await visitor.GetAsync("/history")).Body;
        Assert.Contains($"/t/{first.ThreadId}/", page, StringComparison.Ordinal);
        Assert.Contains($"/t/{second.ThreadId}/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_it_and_guests_have_none()
    {
        var (member, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync();
        forum.Get<ViewHistory>().Saw(member, thread.ThreadId);
        forum.Get<ViewHistory>().Saw(Viewer.Guest, thread.ThreadId);

        Assert.Empty((await ListAsync(other)).Threads);
        Assert.DoesNotContain((await ListAsync(forum.Ada)).Threads, viewed => viewed.ThreadId == thread.ThreadId);
        Assert.False((await ListAsync(Viewer.Guest)).IsKept);
    }

    [Fact]
    public async Task What_a_member_may_not_see_any_more_is_not_on_the_list()
    {
        var member = await forum.MemberAsync();
        var (removed, closed) = (await forum.ThreadAsync(), await forum.ThreadAsync(forum.Mona, await forum.Cast.BoardIdAsync("staff-room")));
        forum.Get<ViewHistory>().Saw(member, removed.ThreadId);
        forum.Get<ViewHistory>().Saw(member, closed.ThreadId);
        Assert.Equal([removed.ThreadId], (await ListAsync(member)).Threads.Select(thread => thread.ThreadId));

        await forum.ModerateAsync(forum.Mona, removed.ThreadId, ThreadModeration.Remove);

        Assert.Equal(0, (await ListAsync(member)).Total);
    }

    [Theory]
    [InlineData("größe", true)]
    [InlineData("GRÖSSE", false)]
    [InlineData("GRÖßE", true)]
    [InlineData("  A QUESTION of ", true)]
    [InlineData("%", false)]
    [InlineData("nothing like it", false)]
    public async Task Titles_are_searched_in_any_case(string search, bool isFound)
    {
        var member = await forum.MemberAsync();
        var thread = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "A question of Größe")).Value;
        forum.Get<ViewHistory>().Saw(member, thread.ThreadId);
        forum.Get<ViewHistory>().Saw(member, (await forum.ThreadAsync()).ThreadId);

        Assert.Equal(isFound ? 1 : 0, (await forum.Get<MyViewHistory>().PageAsync(member, search, 1)).Total);
    }

    [Fact]
    public async Task Clearing_forgets_what_was_written_and_what_waits()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        forum.Get<ViewHistory>().Saw(member, (await forum.ThreadAsync()).ThreadId);
        await forum.Get<ViewHistory>().WriteBatchAsync(TestContext.Current.CancellationToken);
        forum.Get<ViewHistory>().Saw(member, (await forum.ThreadAsync()).ThreadId);

        var answer = await visitor.SubmitAsync("/history", "clear");

        Assert.Equal((302, "/history?done=clear"), (answer.Status, answer.Location));
        await forum.Get<ViewHistory>().WriteBatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal((true, 0), await KeptAsync(member));
    }

    [Fact]
    public async Task Switched_off_nothing_is_remembered_until_it_is_switched_on_again()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        forum.Get<ViewHistory>().Saw(member, (await forum.ThreadAsync()).ThreadId);
        await forum.Get<ViewHistory>().WriteBatchAsync(TestContext.Current.CancellationToken);

        await visitor.SubmitAsync("/history", "switch");
        forum.Get<ViewHistory>().Saw(member, (await forum.ThreadAsync()).ThreadId);
        Assert.Equal((false, 0), await KeptAsync(member));
        await forum.Get<ViewHistory>().WriteBatchAsync(TestContext.Current.CancellationToken);
        await visitor.SubmitAsync("/history", "switch");

        Assert.Equal((true, 0), await KeptAsync(member));
    }

    [Fact]
    public async Task The_newest_five_hundred_stay()
    {
        var member = await forum.MemberAsync();
        var oldest = await forum.ThreadAsync();
        var history = forum.Get<ViewHistory>();
        history.Saw(member, oldest.ThreadId);
        await history.WriteBatchAsync(TestContext.Current.CancellationToken);
        await using (var db = await forum.Cast.OpenAsync())
        {
            var board = await forum.Cast.BoardIdAsync("general");
            var now = DateTimeOffset.UtcNow;
            var threads = Enumerable.Range(0, ViewHistory.Most)
                .Select(i => new ForumThread { BoardId = board, Title = $"Old {i}", Slug = "old", CreatedAt = now, LastPostAt = now }).ToList();
            db.Threads.AddRange(threads);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            foreach (var thread in threads)
                history.Saw(member, thread.Id);
        }

        await history.WriteBatchAsync(TestContext.Current.CancellationToken);

        var page = await forum.Get<MyViewHistory>().PageAsync(member, null, 20);
        Assert.Equal((ViewHistory.Most, MyViewHistory.PageSize), (page.Total, page.Threads.Count));
        Assert.Equal(0, (await forum.Get<MyViewHistory>().PageAsync(member, oldest.Slug.Replace('-', ' '), 1)).Total);
    }

    private Task<ViewHistoryPage> ListAsync(Viewer viewer) => forum.Get<MyViewHistory>().PageAsync(viewer, null, 1);

    private async Task<(bool IsKept, int Total)> KeptAsync(Viewer viewer)
    {
        var page = await ListAsync(viewer);
        return (page.IsKept, page.Total);
    }
}
