using Forum.Core.Access;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Threads;

public class ViewCountsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Views_of_members_and_of_guests_count_out_of_the_cache_too()
    {
        var thread = await forum.ThreadAsync();
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        using var guest = forum.Guest();
        var bob = await forum.VisitorAsync(forum.Bob);

        for (var time = 0; time < 5; time++)
            Assert.Equal(200, (await guest.GetAsync(address)).Status);
        for (var time = 0; time < 2; time++)
            Assert.Equal(200, (await bob.GetAsync(address)).Status);
        await WriteAsync();

        Assert.Equal(7, (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))?.ViewCount);
        await WriteAsync();
        Assert.Equal(7, (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))?.ViewCount);
    }

    [Fact]
    public async Task What_does_not_show_the_thread_is_no_view()
    {
        var thread = await forum.ThreadAsync();
        var hidden = await forum.ThreadAsync(forum.Mona, (await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator)).Id);
        using var guest = forum.Guest();

        Assert.Equal(302, (await guest.GetAsync($"/t/{thread.ThreadId}")).Status);
        Assert.Equal(404, (await guest.GetAsync($"/t/{hidden.ThreadId}/{hidden.Slug}")).Status);
        using var head = new HttpRequestMessage(HttpMethod.Head, $"/t/{thread.ThreadId}/{thread.Slug}");
        using var answer = await guest.Client.SendAsync(head, TestContext.Current.CancellationToken);
        await WriteAsync();

        Assert.Equal(0, (await forum.SeenThreadAsync(forum.Mona, thread.ThreadId))?.ViewCount);
        Assert.Equal(0, (await forum.SeenThreadAsync(forum.Mona, hidden.ThreadId))?.ViewCount);
    }

    [Fact]
    public async Task Views_at_the_same_moment_are_all_counted()
    {
        var views = forum.Get<ViewCounts>();
        var thread = await forum.ThreadAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var time = 0; time < 100; time++)
                views.Saw(thread.ThreadId);
        })));
        await WriteAsync();

        Assert.Equal(800, (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))?.ViewCount);
    }

    private Task WriteAsync() => forum.Get<ViewCounts>().WriteBatchAsync();
}
