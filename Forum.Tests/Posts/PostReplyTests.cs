using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Text;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Posts;

public class PostReplyTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Fifty_replies_at_once_get_dense_numbers_and_right_counters()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        Viewer[] authors = [forum.Ada, forum.Mona, forum.Bob, forum.Cleo, await forum.MemberAsync()];

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            Task.Run(() => forum.ReplyAsync(authors[number % authors.Length], thread.ThreadId, $"Reply {number}"))));

        Assert.Equal(Enumerable.Range(2, 50), replies.Select(reply => reply.Value.Number).Order());
        Assert.Equal((51, 50),
            ((await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))!.LastNumber,
            (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))!.ReplyCount));
        Assert.Equal(51, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.PostCount);
        Assert.Equal(10, (await forum.Get<MemberNameQueries>().ProfileAsync(authors[^1].Name, TestContext.Current.CancellationToken))?.PostCount);
        await forum.CountersAreRightAsync();
    }

    [Theory]
    [InlineData(Role.Guest, true)]
    [InlineData(Role.Member, false)]
    public async Task A_guest_quotes_where_guests_may_reply(Role reply, bool quotes)
    {
        var board = await forum.BoardAsync(Role.Guest, Role.Guest, reply);
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var post = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Words worth quoting")).Value;
        using var guest = forum.Guest();

        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
        Assert.Equal(quotes, page.Contains($"/p/{post.Id}/quote\"", StringComparison.Ordinal));
        Assert.Equal($"/t/{thread.ThreadId}/reply?quote={post.Id}", (await guest.GetAsync($"/p/{post.Id}/quote")).Location);
        var form = (await guest.GetAsync($"/t/{thread.ThreadId}/reply?quote={post.Id}")).Body;
        Assert.Equal(quotes, form.Contains("&gt; Words worth quoting", StringComparison.Ordinal));
        Assert.Equal(quotes, form.Contains("&gt; **Bob**", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reply_that_is_sent_twice_is_posted_once()
    {
        var thread = await forum.ThreadAsync();
        var submission = Guid.NewGuid();

        var replies = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => Task.Run(() => forum.ReplyAsync(forum.Bob, thread.ThreadId, "Once", submission))));

        Assert.All(replies, reply => Assert.Equal(replies[0].Value.Id, reply.Value.Id));
        Assert.Equal(2, (await forum.PostsAsync(thread.ThreadId)).Count);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Somebody_elses_submission_is_refused_and_says_nothing_of_what_it_made()
    {
        var board = await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator);
        var hidden = await forum.ThreadAsync(forum.Mona, board.Id);
        var open = await forum.ThreadAsync();
        var submission = Guid.NewGuid();
        await forum.ReplyAsync(forum.Mona, hidden.ThreadId, "Among ourselves", submission);

        var outcome = await forum.ReplyAsync(forum.Bob, open.ThreadId, "Mine", submission);

        Assert.False(outcome.IsDone);
        Assert.DoesNotContain("ourselves", outcome.Refusal!.Text, StringComparison.Ordinal);
        Assert.Single(await forum.PostsAsync(open.ThreadId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  \r\n ")]
    [InlineData("\u200B\u2060")]
    [InlineData("[^1]: x")]
    [InlineData("[k]: https://example.org")]
    [InlineData("[](x)")]
    [InlineData("[\u200B](https://example.org)")]
    [InlineData("&#8203;")]
    [InlineData("&nbsp;")]
    [InlineData("&#173;")]
    [InlineData("&#x2800;")]
    [InlineData(">")]
    [InlineData("-")]
    [InlineData("#")]
    [InlineData("\u034F\u17B4\u17B5\uFE0F\U000E0100\u180B\U0001D159")]
    public async Task An_empty_text_is_refused_at_its_field(string? text)
    {
        var thread = await forum.ThreadAsync();
        var post = (await forum.PostsAsync(thread.ThreadId))[0];

        Assert.Equal(WritingRules.TextField, (await forum.ReplyAsync(forum.Bob, thread.ThreadId, text)).Refusal?.Field);
        Assert.Equal(WritingRules.TextField, (await forum.EditAsync(forum.Bob, post, text)).Refusal?.Field);
        Assert.Equal(WritingRules.TextField, (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "A title", text)).Refusal?.Field);
    }

    [Theory]
    [InlineData("---")]
    [InlineData("![](/cat.png)")]
    [InlineData("- [ ] ")]
    [InlineData(":smile:")]
    [InlineData("||x||")]
    [InlineData("&lt;")]
    [InlineData("<b>")]
    [InlineData("```\nx\n```")]
    public async Task What_is_seen_is_a_reply(string text) =>
        Assert.True((await forum.ReplyAsync(forum.Bob, (await forum.ThreadAsync()).ThreadId, text)).IsDone);

    [Theory]
    [InlineData(32_000, true)]
    [InlineData(32_001, false)]
    public async Task A_reply_has_up_to_32000_characters(int length, bool isGood) =>
        Assert.Equal(isGood, (await forum.ReplyAsync(forum.Bob, (await forum.ThreadAsync()).ThreadId, new string('x', length))).IsDone);

    [Fact]
    public async Task Nobody_replies_in_an_archived_board()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        await forum.ArchiveAsync(board);

        foreach (var viewer in new[] { forum.Bob, forum.Mona, forum.Ada })
            Assert.Contains("archived", (await forum.ReplyAsync(viewer, thread.ThreadId, "Anybody?")).Refusal?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_removed_thread_moderators_are_told_why_and_the_others_that_there_is_nothing()
    {
        var thread = await forum.ThreadAsync();
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);

        Assert.Same(Refusal.NotFound, (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Hello?")).Refusal);
        Assert.Contains("Restore", (await forum.ReplyAsync(forum.Mona, thread.ThreadId, "Hello?")).Refusal?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_replies_where_guests_may_and_is_nobody_there()
    {
        var board = await forum.BoardAsync(reply: Role.Guest);
        var thread = await forum.ThreadAsync(boardId: board.Id);

        var reply = (await forum.ReplyAsync(Viewer.Guest with { Origin = "127.0.0.1" }, thread.ThreadId, "Just passing by")).Value;

        Assert.Equal((null, null), (reply.AuthorId, reply.AuthorName));
        await forum.CountersAreRightAsync();
    }

    [Theory]
    [InlineData("Ask @Bob about it", true)]
    [InlineData("Ask @BOB about it", true)]
    [InlineData("Ask @bob, or not", true)]
    [InlineData("Ask @B0b about it", false)]
    [InlineData("Ask @Вob about it", false)]
    [InlineData("Ask @Bobby about it", false)]
    [InlineData("Ask `@Bob` about it", false)]
    public async Task A_mention_is_a_link_for_a_member_by_the_name_in_any_case_and_for_no_look_alike(string text, bool isLink)
    {
        var post = (await forum.ReplyAsync(forum.Cleo, (await forum.ThreadAsync()).ThreadId, text)).Value;

        Assert.Equal(isLink, post.Html.Contains("href=\"/u/Bob\"", StringComparison.Ordinal));
        Assert.Equal(isLink, post.Html.Contains("href=\"/u/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_reply_says_is_what_the_feed_and_the_page_say()
    {
        var thread = await forum.ThreadAsync();

        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A **bold** word")).Value;

        Assert.Equal(reply, (await forum.PostsAsync(thread.ThreadId))[1]);
    }
}
