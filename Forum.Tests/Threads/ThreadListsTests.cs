using Forum.Core.Access;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Threads;

public class ThreadListsTests(CastForum forum) : IClassFixture<CastForum>
{
    private ThreadLists Lists => forum.Get<ThreadLists>();

    [Fact]
    public async Task Latest_has_what_the_viewer_may_read_newest_first()
    {
        var older = await forum.ThreadAsync();
        var newer = await forum.ThreadAsync();
        await forum.ReplyAsync(forum.Bob, older.ThreadId, "This one is on top now.");

        var ids = await LatestAsync(Viewer.Guest);
        Assert.True(ids.IndexOf(older.ThreadId) < ids.IndexOf(newer.ThreadId));

        await forum.Get<ModerateThread>().RunAsync(forum.Mona, newer.ThreadId, ThreadModeration.Remove, cancellation: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(newer.ThreadId, await LatestAsync(Viewer.Guest));
        Assert.DoesNotContain(newer.ThreadId, await LatestAsync(forum.Mona));
    }

    [Fact]
    public async Task A_board_of_moderators_is_in_no_list_of_others()
    {
        var staff = await forum.Cast.BoardIdAsync("staff-room");
        var hidden = (await forum.Get<StartThread>().RunAsync(forum.Mona, new NewThread(staff, "Among ourselves", "Quiet.", Guid.NewGuid()), TestContext.Current.CancellationToken)).Value;
        await forum.ReplyAsync(forum.Ada, hidden.ThreadId, "Indeed.");

        Assert.Contains(hidden.ThreadId, await LatestAsync(forum.Mona));
        foreach (var viewer in new[] { Viewer.Guest, forum.Bob })
        {
            Assert.DoesNotContain(hidden.ThreadId, await LatestAsync(viewer));
            Assert.DoesNotContain(hidden.ThreadId, Ids(await Lists.UnreadAsync(viewer, 1)));
            Assert.DoesNotContain(hidden.ThreadId, Ids(await Lists.TopAsync(viewer, TopPeriod.All, 1)));
            Assert.DoesNotContain(staff, (await Lists.UnreadByBoardAsync(viewer)).Keys);
        }
    }

    [Fact]
    public async Task Unread_has_what_others_wrote_since_until_it_is_read_or_all_is_marked()
    {
        var thread = await forum.ThreadAsync();
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "News for Cleo.");
        var board = await forum.Cast.BoardIdAsync("general");

        Assert.Contains(thread.ThreadId, Ids(await Lists.UnreadAsync(forum.Cleo, 1)));
        Assert.DoesNotContain(thread.ThreadId, Ids(await Lists.UnreadAsync(forum.Bob, 1)));
        Assert.Empty((await Lists.UnreadAsync(Viewer.Guest, 1)).Rows);
        Assert.True((await Lists.UnreadByBoardAsync(forum.Cleo))[board] > 0);

        forum.Get<ReadMarks>().Read(forum.Cleo, thread.ThreadId, 2);
        Assert.DoesNotContain(thread.ThreadId, Ids(await Lists.UnreadAsync(forum.Cleo, 1)));

        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "And more.");
        Assert.Contains(thread.ThreadId, Ids(await Lists.UnreadAsync(forum.Cleo, 1)));
        await Lists.MarkAllReadAsync(forum.Cleo, TestContext.Current.CancellationToken);
        Assert.Empty((await Lists.UnreadAsync(forum.Cleo, 1)).Rows);
    }

    [Fact]
    public async Task Replies_and_reactions_count_by_day_and_no_longer_when_they_are_taken_back()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "One.")).Value;
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Two.");
        await forum.Get<ReactToPost>().RunAsync(forum.Cleo, reply.Id, ReactionKind.Like, TestContext.Current.CancellationToken);
        Assert.Equal([(2, 1), (2, 1)], await DaysAsync(thread.ThreadId));
        Assert.Contains(thread.ThreadId, Ids(await Lists.TopAsync(Viewer.Guest, TopPeriod.Day, 1)));

        await forum.Get<ReactToPost>().RunAsync(forum.Cleo, reply.Id, ReactionKind.Like, TestContext.Current.CancellationToken);
        await forum.Get<RemovePost>().RunAsync(forum.Bob, reply.Id, null, TestContext.Current.CancellationToken);
        Assert.Equal([(1, 0), (1, 0)], await DaysAsync(thread.ThreadId));
    }

    [Fact]
    public async Task A_row_has_an_excerpt_and_who_else_replied_lately()
    {
        var thread = await forum.ThreadAsync();
        foreach (var viewer in new[] { forum.Cleo, forum.Mona, forum.Cleo })
            await forum.ReplyAsync(viewer, thread.ThreadId, "Here.");

        var row = (await Lists.LatestAsync(Viewer.Guest, 1)).Rows.First(row => row.Id == thread.ThreadId);

        Assert.Equal(["Cleo", "Mona"], row.Faces.All.Select(face => face.Name));
        Assert.NotEmpty(row.Excerpt);
        Assert.Equal("general", row.BoardSlug);
    }

    [Theory]
    [InlineData("", 1, 2, "2")]
    [InlineData("2,3", 1, 3, "3,2")]
    [InlineData("2,3", 1, 1, "2,3")]
    [InlineData("2,3", 1, null, "2,3")]
    [InlineData("2,3", null, 4, "4,2,3")]
    [InlineData("5,4,3,2", 1, 6, "6,5,4,3")]
    public void Recent_posters_are_few_and_without_the_author(string before, int? author, int? poster, string after) =>
        Assert.Equal(after, Participants.Add(before, author, poster));

    private async Task<List<int>> LatestAsync(Viewer viewer) => Ids(await Lists.LatestAsync(viewer, 1, TestContext.Current.CancellationToken));

    private static List<int> Ids(ThreadListPage page) => [.. page.Rows.Select(row => row.Id)];

    private async Task<List<(int Replies, int Reactions)>> DaysAsync(int threadId)
    {
        await using var db = await forum.Cast.OpenAsync();
        return [.. (await db.ThreadDays.Where(day => day.ThreadId == threadId).OrderBy(day => day.Day).ToListAsync(TestContext.Current.CancellationToken)).Select(day => (day.Replies, day.Reactions))];
    }
}
