using Forum.Core.Access;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Threads;

public class ReadMarksTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_thread_is_unread_until_it_is_opened_and_again_after_a_reply()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var cleo = await forum.VisitorAsync(forum.Cleo);
        Assert.True(await IsUnreadAsync(cleo, board.Slug, thread.ThreadId));

        await cleo.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        Assert.False(await IsUnreadAsync(cleo, board.Slug, thread.ThreadId));

        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Something new");
        Assert.True(await IsUnreadAsync(cleo, board.Slug, thread.ThreadId));
        Assert.Contains("id=\"unread\"", (await cleo.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"unread\"", (await cleo.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_reply_does_not_make_a_thread_unread()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "My own");

        Assert.False(await IsUnreadAsync(await forum.VisitorAsync(forum.Cleo), board.Slug, thread.ThreadId));
    }

    [Fact]
    public async Task What_is_new_begins_with_somebody_elses_post()
    {
        var thread = await forum.ThreadAsync();
        var reader = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(reader);
        async Task<string> NewAsync() =>
            (await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body.Split("id=\"unread\"") is [_, var rest] ? rest.Split("id=\"p")[1].Split('"')[0] : "";
        Assert.Equal("", await NewAsync());

        await forum.ReplyAsync(reader, thread.ThreadId, "My own");
        Assert.Equal("", await NewAsync());
        await forum.ReplyAsync(reader, thread.ThreadId, "My own, too");
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Somebody else's");
        await forum.ReplyAsync(reader, thread.ThreadId, "And my own again");
        Assert.Equal("4", await NewAsync());
        Assert.Equal("", await NewAsync());
    }

    [Fact]
    public async Task A_mark_only_goes_forward_before_and_after_it_is_on_disk()
    {
        var marks = forum.Get<ReadMarks>();
        var thread = (await forum.ThreadAsync()).ThreadId;

        marks.Read(forum.Cleo, thread, 7);
        marks.Read(forum.Cleo, thread, 3);
        Assert.Equal(7, await MarkAsync(thread));
        await WriteAsync();
        Assert.Equal(7, await MarkAsync(thread));

        marks.Read(forum.Cleo, thread, 5);
        await WriteAsync();
        Assert.Equal(7, await MarkAsync(thread));
        marks.Read(forum.Cleo, thread, 9);
        await WriteAsync();
        Assert.Equal(9, await MarkAsync(thread));
    }

    [Fact]
    public async Task Marks_of_others_of_guests_and_of_what_is_gone_do_no_harm()
    {
        var marks = forum.Get<ReadMarks>();
        var thread = (await forum.ThreadAsync()).ThreadId;

        marks.Read(Viewer.Guest, thread, 4);
        marks.Read(forum.Bob, thread, 4);
        marks.Read(forum.Bob, int.MaxValue, 4);
        marks.Read(forum.Bob with { MemberId = int.MaxValue }, thread, 4);
        await WriteAsync();

        Assert.Equal(0, await MarkAsync(thread));
        Assert.Empty(await marks.FindAsync(Viewer.Guest, [thread], TestContext.Current.CancellationToken));
    }

    private Task WriteAsync() => forum.Get<ReadMarks>().WriteBatchAsync();

    private async Task<int> MarkAsync(int threadId) => (await forum.Get<ReadMarks>().FindAsync(forum.Cleo, [threadId])).GetValueOrDefault(threadId);

    private static async Task<bool> IsUnreadAsync(Visitor visitor, string slug, int threadId)
    {
        var row = (await visitor.GetAsync($"/b/{slug}")).Body.Split("<li class=\"").Single(part => part.Contains($"id=\"thread-{threadId}\"", StringComparison.Ordinal));
        return row.StartsWith("thread-row unread", StringComparison.Ordinal);
    }
}
