using Forum.Core.Access;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Posts;

/// <summary>
/// Pages are cached for guests, and lists of posts for everyone. Still, the next request shows everything acknowledged.
/// </summary>
public class FreshPagesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Each_change_is_on_the_next_page_of_guests_and_of_members()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id, text: "The beginning");
        using var guest = forum.Guest();
        Visitor[] readers = [guest, await forum.VisitorAsync(forum.Bob), await forum.VisitorAsync(forum.Mona)];
        async Task ShowsAsync(string text, bool isThere = true)
        {
            // Twice: the second one comes from the cache.
            foreach (var reader in readers.Concat(readers))
            {
                var page = (await reader.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
                Assert.Equal((text, isThere), (text, page.Contains(text, StringComparison.Ordinal)));
            }
        }

        await ShowsAsync("The beginning");
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "The first reply")).Value;
        await ShowsAsync("The first reply");
        reply = (await forum.EditAsync(forum.Bob, reply, "The better reply")).Value;
        await ShowsAsync("The first reply", isThere: false);
        await ShowsAsync("The better reply");
        await forum.RemoveAsync(forum.Bob, reply.Id, "Changed my mind");
        await ShowsAsync("The better reply", isThere: false);
        await ShowsAsync("Changed my mind");
        await forum.RestoreAsync(forum.Mona, reply.Id);
        await ShowsAsync("The better reply");
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Lock);
        await ShowsAsync(">Locked<");
    }

    [Fact]
    public async Task Each_change_is_on_the_next_board_page_and_home_page_of_guests()
    {
        var board = await forum.BoardAsync();
        using var guest = forum.Guest();
        Assert.Contains("No threads yet", (await guest.GetAsync($"/b/{board.Slug}")).Body, StringComparison.Ordinal);
        await guest.GetAsync("/");

        var thread = (await forum.StartAsync(forum.Bob, board.Id, "Seen at once")).Value;
        foreach (var page in new[] { "/", $"/b/{board.Slug}" })
            Assert.Contains("Seen at once", (await guest.GetAsync(page)).Body, StringComparison.Ordinal);

        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Hello");
        Assert.Contains("1 reply<", (await guest.GetAsync($"/b/{board.Slug}")).Body, StringComparison.Ordinal);

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);
        foreach (var page in new[] { "/", $"/b/{board.Slug}" })
            Assert.DoesNotContain("Seen at once", (await guest.GetAsync(page)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_board_that_closes_to_guests_is_gone_from_their_next_request()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        using var guest = forum.Guest();
        string[] pages = [$"/b/{board.Slug}", $"/t/{thread.ThreadId}/{thread.Slug}"];
        foreach (var page in pages)
            Assert.Equal(200, (await guest.GetAsync(page)).Status);

        var form = new Forum.Core.Boards.BoardForm(board.Id, board.CategoryId, board.Name, board.Description, Role.Member, Role.Member, Role.Member);
        Assert.True((await forum.Get<Forum.Core.Boards.ArrangeBoards>().SaveBoardAsync(forum.Ada, form, TestContext.Current.CancellationToken))
            .IsDone);

        foreach (var page in pages)
            Assert.Equal(404, (await guest.GetAsync(page)).Status);
        Assert.DoesNotContain(board.Name, (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    /// <summary>
    /// Readers keep rendering pages while writers write. A page rendered before a reply was committed and cached after it
    /// would be missing the reply when its writer looks.
    /// </summary>
    [Fact]
    public async Task A_page_drawn_while_a_reply_was_being_written_is_not_served_after_it()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        var member = await forum.VisitorAsync(forum.Cleo);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            using var guest = forum.Guest();
            for (var reads = 0; ; reads++)
            {
                await guest.GetAsync(reads % 2 == 0 ? address : $"/b/{board.Slug}");
                if (stop.IsCancellationRequested)
                    return reads;
            }
        })).ToList();

        async Task<List<string>> WriteAsync(Viewer author, int count)
        {
            var missed = new List<string>();
            using var guest = forum.Guest();
            for (var number = 0; number < count; number++)
            {
                var reply = (await forum.ReplyAsync(author, thread.ThreadId, $"Word {author.Name}{number}.")).Value;
                foreach (var (name, visitor) in new[] { ("guest", guest), ("member", member) })
                {
                    var page = await visitor.GetAsync($"{address}?page={Forum.Core.Posts.Post.PageOf(reply.Number)}");
                    if (!page.Body.Contains($"Word {author.Name}{number}.", StringComparison.Ordinal))
                        missed.Add($"{name} missed {reply.Number}");
                }

                var row = (await guest.GetAsync($"/b/{board.Slug}")).Body.Split("thread-counts\"><span")[1].Split('>')[1];
                if (int.Parse(row.Split(' ')[0], null) < reply.Number - 1)
                    missed.Add($"the board missed {reply.Number}");
            }

            return missed;
        }

        var missed = await Task.WhenAll(new[] { forum.Bob, forum.Mona, forum.Ada }.Select(author => Task.Run(() => WriteAsync(author, 12))));
        await stop.CancelAsync();
        var reads = await Task.WhenAll(readers);

        Assert.Empty(missed.SelectMany(lines => lines));
        Assert.All(reads, count => Assert.True(count > 0));
    }

    [Fact]
    public async Task A_reply_to_a_thread_that_was_locked_meanwhile_is_refused_with_the_text_kept()
    {
        var thread = await forum.ThreadAsync();
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        var bob = await forum.VisitorAsync(forum.Bob);
        var form = await bob.OpenAsync(address, "value=\"reply\"");
        form["Form.Text"] = "An hour of writing";
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Lock);

        var answer = await bob.PostAsync(address, form);

        Assert.Equal(200, answer.Status);
        Assert.Contains("This thread is locked", answer.Body, StringComparison.Ordinal);
        Assert.Contains("An hour of writing</textarea>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_reply_says_why_at_its_field_and_keeps_the_text()
    {
        var thread = await forum.ThreadAsync();
        var bob = await forum.VisitorAsync(forum.Bob);

        var answer = await bob.SubmitAsync($"/t/{thread.ThreadId}/{thread.Slug}", "reply", ("Form.Text", new string('x', 32_001)));

        Assert.Contains("32,001", answer.Body, StringComparison.Ordinal);
        Assert.Contains("id=\"reply-text-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains(new string('x', 32_001) + "</textarea>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_script_that_is_sent_twice_posts_once_and_leads_to_the_post_both_times()
    {
        var thread = await forum.ThreadAsync();
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        var bob = await forum.VisitorAsync(forum.Bob);
        var form = await bob.OpenAsync(address, "value=\"reply\"");
        form["Form.Text"] = "Clicked twice";

        var answers = new[] { await bob.PostAsync(address, form), await bob.PostAsync(address, form) };

        Assert.All(answers, answer => Assert.Equal((302, address + "#p2"), (answer.Status, answer.Location)));
        Assert.Equal(2, (await forum.PostsAsync(thread.ThreadId)).Count);
    }
}
