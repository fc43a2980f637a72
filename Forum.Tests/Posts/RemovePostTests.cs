using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Posts;

public class RemovePostTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_removed_post_leaves_a_tombstone_on_its_floor_without_its_text()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Words to be **forgotten**")).Value;
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "An answer");

        await forum.RemoveAsync(forum.Mona, reply.Id, "Off <b>topic</b>");

        var posts = await forum.PostsAsync(thread.ThreadId);
        Assert.Equal([1, 2, 3], posts.Select(post => post.Number));
        Assert.Equal(("", "Off <b>topic</b>", false), (posts[1].Html, posts[1].RemovedReason, posts[1].RemovedByAuthor));
        using var guest = forum.Guest();
        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
        Assert.DoesNotContain("forgotten", page, StringComparison.Ordinal);
        Assert.Contains("Removed by a moderator", page, StringComparison.Ordinal);
        Assert.Contains("Off &lt;b&gt;topic&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_replies_does_not_change_when_the_opening_post_is_removed()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var reply = (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "An answer")).Value;
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Another");
        var opening = (await forum.PostsAsync(thread.ThreadId))[0].Id;
        async Task<(int, int?, int?)> RepliesAsync() => (
            (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))!.ReplyCount,
            (await forum.Get<ThreadQueries>().RowAsync(thread.ThreadId, TestContext.Current.CancellationToken))?.ReplyCount,
            (await forum.Get<ThreadQueries>().PageAsync(Viewer.Guest, board.Id, 1, cancellation: TestContext.Current.CancellationToken)).Single().ReplyCount);

        await forum.RemoveAsync(forum.Mona, opening);
        Assert.Equal((2, 2, 2), await RepliesAsync());
        await forum.RemoveAsync(forum.Mona, reply.Id);
        Assert.Equal((1, 1, 1), await RepliesAsync());
        await forum.RestoreAsync(forum.Mona, opening);
        Assert.Equal((1, 1, 1), await RepliesAsync());
    }

    [Fact]
    public async Task A_removed_post_is_not_quoted_nor_listed_on_its_authors_profile()
    {
        var author = await forum.MemberAsync();
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(author, thread.ThreadId, "Words to be forgotten")).Value;
        await forum.RemoveAsync(forum.Mona, reply.Id);

        foreach (var viewer in new[] { Viewer.Guest, forum.Cleo, author, forum.Mona })
        {
            var visitor = await forum.VisitorAsync(viewer);
            Assert.Equal(404, (await visitor.GetAsync($"/p/{reply.Id}/quotation")).Status);
            Assert.Equal(302, (await visitor.GetAsync($"/p/{reply.Id}")).Status);
            Assert.DoesNotContain("forgotten", (await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}?quote={reply.Id}")).Body,
                StringComparison.Ordinal);
            Assert.DoesNotContain("forgotten", (await visitor.GetAsync($"/u/{author.Name}")).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Authors_remove_their_own_moderators_any_and_others_none()
    {
        var thread = await forum.ThreadAsync();
        var own = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Mine")).Value;
        var any = (await forum.ReplyAsync(forum.Ada, thread.ThreadId, "The administrator's")).Value;

        Assert.Same(Refusal.NotAllowed, (await forum.RemoveAsync(forum.Cleo, own.Id)).Refusal);
        Assert.True((await forum.RemoveAsync(forum.Bob, own.Id)).Value.RemovedByAuthor);
        Assert.True((await forum.RemoveAsync(forum.Mona, any.Id)).IsDone);
    }

    [Fact]
    public async Task Only_moderators_restore_and_then_the_text_is_back()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Here and there")).Value;
        await forum.RemoveAsync(forum.Bob, reply.Id);

        Assert.Same(Refusal.NotAllowed, (await forum.RestoreAsync(forum.Bob, reply.Id)).Refusal);
        Assert.Contains("Here and there", (await forum.RestoreAsync(forum.Mona, reply.Id)).Value.Html, StringComparison.Ordinal);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task The_last_poster_of_the_thread_is_the_author_of_the_newest_post_that_stands()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "A");
        var last = (await forum.ReplyAsync(forum.Mona, thread.ThreadId, "B")).Value;

        await forum.RemoveAsync(forum.Mona, last.Id);
        Assert.Equal("Cleo", Assert.Single(await forum.RowsAsync(Viewer.Guest, board.Id)).LastPosterName);
        await forum.RestoreAsync(forum.Mona, last.Id);
        Assert.Equal("Mona", Assert.Single(await forum.RowsAsync(Viewer.Guest, board.Id)).LastPosterName);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Links_to_the_newest_post_lead_to_one_that_stands_and_readers_turn_to_no_page_of_tombstones()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var replies = new List<PostView>();
        for (var number = 2; number <= Post.PageSize + 1; number++)
            replies.Add((await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"Reply {number}.")).Value);
        Assert.Equal(2, (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))!.PageCountFor(Viewer.Guest));

        foreach (var reply in replies.TakeLast(3).Reverse())
            Assert.True((await forum.RemoveAsync(forum.Mona, reply.Id)).IsDone);

        Assert.Equal(18, Assert.Single(await forum.RowsAsync(Viewer.Guest, board.Id)).LastNumber);
        Assert.Equal(18, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))!.Last!.Number);
        var seen = (await forum.SeenThreadAsync(forum.Mona, thread.ThreadId))!;
        Assert.Equal((1, 1, 2), (seen.PageCountFor(Viewer.Guest), seen.PageCountFor(forum.Bob), seen.PageCountFor(forum.Mona)));
        using var guest = forum.Guest();
        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}?page=2")).Body;
        Assert.Contains("id=\"p18\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("?page=2\"", page, StringComparison.Ordinal);

        // A restored post is the newest again.
        Assert.True((await forum.RestoreAsync(forum.Mona, replies[^1].Id)).IsDone);
        Assert.Equal(21, Assert.Single(await forum.RowsAsync(Viewer.Guest, board.Id)).LastNumber);
        Assert.Equal(2, (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))!.PageCountFor(Viewer.Guest));
    }

    [Fact]
    public async Task The_boards_newest_thread_is_found_again()
    {
        var board = await forum.BoardAsync();
        var first = await forum.ThreadAsync(boardId: board.Id);
        var second = await forum.ThreadAsync(boardId: board.Id);
        var reply = (await forum.ReplyAsync(forum.Cleo, first.ThreadId, "Up")).Value;
        Assert.Equal(first.ThreadId, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.Last?.ThreadId);

        await forum.RemoveAsync(forum.Mona, reply.Id);

        Assert.Equal(second.ThreadId, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.Last?.ThreadId);
        await forum.RestoreAsync(forum.Mona, reply.Id);
        Assert.Equal(first.ThreadId, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.Last?.ThreadId);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_post_in_a_removed_thread_can_go_and_come_back_without_upsetting_the_counters()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Within")).Value;
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);

        await forum.RemoveAsync(forum.Mona, reply.Id);
        await forum.CountersAreRightAsync();
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Restore);
        await forum.CountersAreRightAsync();
        await forum.RestoreAsync(forum.Mona, reply.Id);
        await forum.CountersAreRightAsync();

        Assert.Equal(2, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.PostCount);
    }

    [Fact]
    public async Task Every_post_of_a_thread_can_be_removed_and_new_ones_go_on_counting_floors()
    {
        var thread = await forum.ThreadAsync();
        await forum.RemoveAsync(forum.Mona, (await forum.PostsAsync(thread.ThreadId))[0].Id);

        var reply = (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Anybody left?")).Value;

        Assert.Equal(2, reply.Number);
        await forum.CountersAreRightAsync();
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_reason_has_up_to_200_characters(int length, bool isGood)
    {
        var reply = (await forum.ReplyAsync(forum.Bob, (await forum.ThreadAsync()).ThreadId, "A reply")).Value;

        var outcome = await forum.RemoveAsync(forum.Mona, reply.Id, new string('x', length));

        Assert.Equal(isGood ? null : "Reason", outcome.Refusal?.Field);
    }

    [Fact]
    public async Task A_second_removal_keeps_the_first_reason_and_counts_once()
    {
        var reply = (await forum.ReplyAsync(forum.Bob, (await forum.ThreadAsync()).ThreadId, "A reply")).Value;
        await forum.RemoveAsync(forum.Mona, reply.Id, "First");

        var again = await forum.RemoveAsync(forum.Ada, reply.Id, "Second");

        Assert.Equal("First", again.Value.RemovedReason);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_second_click_on_the_form_does_not_undo_the_first()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A reply")).Value;
        foreach (var (viewer, page, isRemoved) in new[] { (forum.Mona, "remove", true), (forum.Mona, "restore", false), (forum.Bob, "remove", true) })
        {
            var visitor = await forum.VisitorAsync(viewer);
            var form = await visitor.OpenAsync($"/p/{reply.Id}/{page}", "value=\"remove\"");
            for (var click = 0; click < 2; click++)
            {
                var answer = await visitor.PostAsync($"/p/{reply.Id}/{page}", form);
                Assert.Equal((302, $"/t/{thread.ThreadId}/{thread.Slug}#p2"), (answer.Status, answer.Location));
            }

            Assert.Equal(isRemoved, (await forum.PostsAsync(thread.ThreadId))[1].RemovedAt is not null);
        }
    }
}
