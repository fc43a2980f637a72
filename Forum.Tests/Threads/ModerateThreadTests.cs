using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Threads;

public class ModerateThreadTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Pinned_threads_stand_above_newer_ones_until_they_are_unpinned()
    {
        var board = await forum.BoardAsync();
        var old = await forum.ThreadAsync(boardId: board.Id);
        var middle = await forum.ThreadAsync(boardId: board.Id);
        var young = await forum.ThreadAsync(boardId: board.Id);

        Assert.True((await forum.ModerateAsync(forum.Mona, old.ThreadId, ThreadModeration.Pin)).IsDone);
        Assert.Equal([old.ThreadId, young.ThreadId, middle.ThreadId], await OrderOnPageAsync(board.Slug));

        Assert.True((await forum.ModerateAsync(forum.Mona, old.ThreadId, ThreadModeration.Unpin)).IsDone);
        Assert.Equal([young.ThreadId, middle.ThreadId, old.ThreadId], await OrderOnPageAsync(board.Slug));
    }

    [Fact]
    public async Task A_pin_does_not_make_an_old_thread_the_boards_newest()
    {
        var board = await forum.BoardAsync();
        var old = await forum.ThreadAsync(boardId: board.Id);
        var young = await forum.ThreadAsync(boardId: board.Id);
        await forum.ModerateAsync(forum.Mona, old.ThreadId, ThreadModeration.Pin);

        var gone = await forum.ThreadAsync(boardId: board.Id);
        await forum.ModerateAsync(forum.Mona, gone.ThreadId, ThreadModeration.Remove);

        Assert.Equal(young.ThreadId, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.Last?.ThreadId);
    }

    [Fact]
    public async Task A_lock_stops_members_but_not_moderators_until_it_is_opened()
    {
        var thread = await forum.ThreadAsync();
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Lock);

        Assert.Contains("locked", (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Too late")).Refusal?.Text, StringComparison.Ordinal);
        Assert.True((await forum.ReplyAsync(forum.Mona, thread.ThreadId, "A last word")).IsDone);

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Unlock);
        Assert.True((await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Thank you")).IsDone);
    }

    [Fact]
    public async Task A_removed_thread_is_gone_for_everybody_but_moderators_wherever_it_could_show()
    {
        var author = await forum.MemberAsync();
        var board = await forum.BoardAsync();
        var thread = (await forum.StartAsync(author, board.Id, "Mischief title", "Mischief text")).Value;
        var post = Assert.Single(await forum.PostsAsync(thread.ThreadId));
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove, "Rude");
        string[] places =
        [
            $"/t/{thread.ThreadId}/{thread.Slug}", $"/t/{thread.ThreadId}", $"/t/{thread.ThreadId}/reply", $"/p/{post.Id}", $"/p/{post.Id}/quote",
            $"/p/{post.Id}/reply", $"/p/{post.Id}/quotation", $"/p/{post.Id}/edit", $"/p/{post.Id}/remove", $"/p/{post.Id}/restore",
        ];

        foreach (var viewer in new[] { Viewer.Guest, forum.Bob, author, forum.Lars with { } })
        {
            using var visitor = viewer == forum.Lars ? forum.Guest() : await SignedInAsync(viewer);
            foreach (var place in places)
                Assert.Equal((place, 404), (place, (await visitor.GetAsync(place)).Status));
            foreach (var list in new[] { "/", $"/b/{board.Slug}", $"/b/{board.Slug}?show=removed", $"/u/{author.Name}" })
                Assert.DoesNotContain("Mischief", (await visitor.GetAsync(list)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Moderators_find_a_removed_thread_with_its_reason_and_can_put_it_back()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove, "Because it rained");
        var mona = await forum.VisitorAsync(forum.Mona);

        Assert.Contains("Because it rained", (await mona.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);
        Assert.Contains($"id=\"thread-{thread.ThreadId}\"", (await mona.GetAsync($"/b/{board.Slug}?show=removed")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"thread-{thread.ThreadId}\"", (await mona.GetAsync($"/b/{board.Slug}")).Body, StringComparison.Ordinal);

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Restore);
        using var guest = forum.Guest();
        Assert.Equal(200, (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Status);
        Assert.Contains($"id=\"thread-{thread.ThreadId}\"", (await guest.GetAsync($"/b/{board.Slug}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counters_follow_a_thread_that_goes_and_comes_back()
    {
        var board = await forum.BoardAsync();
        var stays = await forum.ThreadAsync(boardId: board.Id);
        var goes = await forum.ThreadAsync(boardId: board.Id);
        await forum.ReplyAsync(forum.Cleo, goes.ThreadId, "A reply");

        await forum.ModerateAsync(forum.Mona, goes.ThreadId, ThreadModeration.Remove);
        var without = (await forum.SeenBoardAsync(Viewer.Guest, board.Id))!;
        Assert.Equal((1, 1, stays.ThreadId), (without.ThreadCount, without.PostCount, without.Last?.ThreadId));
        await forum.CountersAreRightAsync();

        await forum.ModerateAsync(forum.Mona, goes.ThreadId, ThreadModeration.Restore);
        var with = (await forum.SeenBoardAsync(Viewer.Guest, board.Id))!;
        Assert.Equal((2, 3, goes.ThreadId), (with.ThreadCount, with.PostCount, with.Last?.ThreadId));
        await forum.CountersAreRightAsync();
    }

    [Theory]
    [InlineData(ThreadModeration.Pin)]
    [InlineData(ThreadModeration.Unpin)]
    [InlineData(ThreadModeration.Lock)]
    [InlineData(ThreadModeration.Unlock)]
    [InlineData(ThreadModeration.Remove)]
    [InlineData(ThreadModeration.Restore)]
    public async Task Doing_again_what_is_done_changes_nothing(ThreadModeration act)
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);

        Assert.True((await forum.ModerateAsync(forum.Mona, thread.ThreadId, act)).IsDone);
        var once = (await forum.SeenBoardAsync(forum.Mona, board.Id), await forum.SeenThreadAsync(forum.Mona, thread.ThreadId));
        Assert.True((await forum.ModerateAsync(forum.Mona, thread.ThreadId, act)).IsDone);

        Assert.Equal(once, (await forum.SeenBoardAsync(forum.Mona, board.Id), await forum.SeenThreadAsync(forum.Mona, thread.ThreadId)));
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_removal_and_replies_at_the_same_moment_leave_right_counters()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);

        var replies = Enumerable.Range(0, 10).Select(number => Task.Run(async () => (await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"Reply {number}")).IsDone));
        var removal = Task.Run(async () => (await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove)).IsDone);
        await Task.WhenAll([.. replies, removal]);

        Assert.Equal((0, 0), ((await forum.SeenBoardAsync(forum.Mona, board.Id))!.ThreadCount, (await forum.SeenBoardAsync(forum.Mona, board.Id))!.PostCount));
        await forum.CountersAreRightAsync();
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_reason_has_up_to_200_characters(int length, bool isGood)
    {
        var thread = await forum.ThreadAsync();

        var outcome = await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove, new string('x', length));

        Assert.Equal(isGood ? null : "Reason", outcome.Refusal?.Field);
        Assert.Equal(isGood, (await forum.SeenThreadAsync(forum.Mona, thread.ThreadId))!.IsRemoved);
    }

    [Fact]
    public async Task Whoever_reads_a_thread_live_is_cut_off_when_it_is_removed()
    {
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Hidden with it")).Value;
        var heard = new System.Collections.Concurrent.ConcurrentQueue<ForumEvent>();
        using var listening = forum.Get<LiveFeed>().Subscribe(LiveChannel.Thread(thread.ThreadId), forum.Cleo.MemberId, happened =>
        {
            heard.Enqueue(happened);
            return Task.CompletedTask;
        });

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);
        await Eventually.HoldsAsync(() => heard.Contains(AccessChanged.Instance), () => $"Heard: {string.Join(", ", heard)}");
        await forum.RemoveAsync(forum.Mona, post.Id);
        await forum.RestoreAsync(forum.Mona, post.Id);

        Assert.Equal(0, forum.Get<LiveFeed>().CountListeners(LiveChannel.Thread(thread.ThreadId)));
        Assert.DoesNotContain(heard, happened => happened is PostChanged);
    }

    private async Task<Visitor> SignedInAsync(Viewer viewer)
    {
        var visitor = forum.Guest();
        if (viewer.MemberId is not null)
            await visitor.SignInAsync(viewer.Name);
        return visitor;
    }

    private async Task<int[]> OrderOnPageAsync(string slug)
    {
        using var guest = forum.Guest();
        var page = (await guest.GetAsync($"/b/{slug}")).Body;
        return [.. System.Text.RegularExpressions.Regex.Matches(page, "id=\"thread-([0-9]+)\"").Select(match => int.Parse(match.Groups[1].Value, null))];
    }
}
