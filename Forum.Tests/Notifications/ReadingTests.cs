using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>What was shown is read, and nothing else is, even while others keep posting.</summary>
public class ReadingTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_page_reads_what_it_shows_and_of_replies_those_after_it_stay()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(reader);
        for (var number = 2; number <= 45; number++)
            await forum.ReplyAsync(forum.Bob, thread.ThreadId, number is 25 or 43 ? $"For @{reader.Name}" : $"Reply {number}");
        Assert.Equal(["Replies 2", "Mention 25", "Mention 43"], await forum.UnreadAsync(reader));

        await forum.ShowAsync(reader, thread.ThreadId, 1, 20);
        Assert.Equal(["Replies 21", "Mention 25", "Mention 43"], await forum.UnreadAsync(reader));
        await forum.ShowAsync(reader, thread.ThreadId, 41, 45);
        Assert.Equal(["Mention 25"], await forum.UnreadAsync(reader));
        await forum.ShowAsync(reader, thread.ThreadId, 21, 40);
        Assert.Empty(await forum.UnreadAsync(reader));
    }

    [Fact]
    public async Task A_reply_that_came_while_the_page_was_on_its_way_is_not_lost()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(reader);
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Shown");
        await forum.Get<NotificationReads>().ShownAsync(reader, thread.ThreadId, 1, 2, TestContext.Current.CancellationToken);
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Not shown");
        await forum.Get<NotificationReads>().WriteBatchAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Replies 3"], await forum.UnreadAsync(reader));
    }

    [Fact]
    public async Task Thirty_two_write_while_one_reads_and_each_reply_is_told()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(reader);
        var writers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => forum.MemberAsync()));
        var writing = Task.WhenAll(writers.Select(async writer =>
        {
            for (var i = 0; i < 6; i++)
                Assert.True((await forum.ReplyAsync(writer, thread.ThreadId, $"Reply {i}")).IsDone);
        }));
        var seen = 1;
        while (!writing.IsCompleted)
        {
            var last = await LastNumberAsync(thread.ThreadId);
            await forum.ShowAsync(reader, thread.ThreadId, seen, last);
            seen = last;

            // Unread replies are notified once, from the number after the last one read.
            Assert.True((await forum.UnreadAsync(reader)).Count <= 1);
        }

        await writing;
        var end = await LastNumberAsync(thread.ThreadId);
        Assert.Equal(193, end);
        if (seen < end)
            Assert.Equal([$"Replies {seen + 1}"], await forum.UnreadAsync(reader));
        await forum.ShowAsync(reader, thread.ThreadId, seen, end);
        Assert.Empty(await forum.UnreadAsync(reader));
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "One more");
        Assert.Equal(["Replies 194"], await forum.UnreadAsync(reader));

        // Each writer has one notification, however many replies arrived; the watches agree, including that of the
        // thread's author.
        foreach (var writer in writers)
            Assert.Single(await forum.UnreadAsync(writer));
        await using var db = await forum.Cast.OpenAsync();
        Assert.Equal(34, await db.ThreadWatches.CountAsync(watch => watch.ThreadId == thread.ThreadId && watch.ToldFrom > 0, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_or_all_can_be_marked_as_read_and_those_of_others_are_not_found()
    {
        var (reader, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        var (one, two) = (await forum.WatchedThreadAsync(reader), await forum.WatchedThreadAsync(reader));
        foreach (var thread in new[] { one, two })
            await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A reply");
        var (list, mine) = (await forum.ListAsync(reader), forum.Get<MyNotifications>());

        Assert.Equal(Refusal.NotFound, (await mine.ReadAsync(other, list[0].Id, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(2, (await forum.UnreadAsync(reader)).Count);
        Assert.True((await mine.ReadAsync(reader, list[0].Id, TestContext.Current.CancellationToken)).IsDone);
        Assert.Single(await forum.UnreadAsync(reader));
        Assert.Equal([list[1].Id, list[0].Id], (await forum.ListAsync(reader)).Select(told => told.Id));
        Assert.True((await mine.ReadAllAsync(reader, TestContext.Current.CancellationToken)).IsDone);
        Assert.Empty(await forum.UnreadAsync(reader));

        await forum.ReplyAsync(forum.Bob, one.ThreadId, "Told again");
        Assert.Equal(["Replies 3"], await forum.UnreadAsync(reader));
    }

    [Fact]
    public async Task The_list_goes_on_where_its_page_ends_unread_first()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(forum.Mona);
        for (var number = 2; number <= 50; number++)
            await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"For @{reader.Name}");
        await forum.ShowAsync(reader, thread.ThreadId, 20, 25);

        var list = await forum.ListAsync(reader);
        Assert.Equal(Enumerable.Range(2, 49).Reverse().OrderBy(number => number is >= 20 and <= 25), list.Select(told => told.PostNumber));
        Assert.Equal(49, (await forum.ListAsync(reader, ForumNotifications.Mention.Bit)).Count);
        Assert.Empty(await forum.ListAsync(reader, ForumNotifications.Replies.Bit));
    }

    private async Task<int> LastNumberAsync(int threadId)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Threads.Where(thread => thread.Id == threadId).Select(thread => thread.LastNumber).SingleAsync();
    }
}
