using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class LiveTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Somebody_registers_and_starts_a_thread_and_sees_the_reply_of_somebody_else_arrive()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var newcomer = await NewPageAsync(new PageSetup { Site = forum.Address });
        await newcomer.GotoAsync("/register?returnUrl=/b/general");
        await newcomer.GetByLabel("Username").FillAsync("Newcomer");
        await newcomer.GetByLabel("Email address").FillAsync("newcomer@example.org");
        await newcomer.GetByLabel("Password", new() { Exact = true }).FillAsync(Cast.Password);
        await newcomer.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await newcomer.GetByRole(AriaRole.Link, new() { Name = "Continue to the forum" }).ClickAsync();
        await newcomer.GetByRole(AriaRole.Link, new() { Name = "New thread" }).ClickAsync();
        await newcomer.GetByLabel("Title").FillAsync("Hello from a browser");
        await newcomer.GetByLabel("Text", new() { Exact = true }).FillAsync("What **grows** here?" + new string('\n', 60) + "Tell me!");
        await newcomer.EvaluateAsync("() => scrollTo(0, 9999)");
        await newcomer.GetByRole(AriaRole.Button, new() { Name = "Start thread" }).ClickAsync();
        await Expect(newcomer.GetByRole(AriaRole.Heading, new() { Name = "Hello from a browser" })).ToBeInViewportAsync();
        Assert.Equal(0, await newcomer.EvaluateAsync<double>("() => scrollY"));
        await newcomer.IslandsAreLiveAsync();

        var bob = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(bob, cast.Bob);
        await bob.GotoAsync("/b/general");
        await bob.GetByRole(AriaRole.Link, new() { Name = "Hello from a browser" }).First.ClickAsync();
        await bob.Locator("#reply-text").FillAsync("Tomatoes, mostly.");
        await bob.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();
        await Expect(bob.Locator("#p2")).ToContainTextAsync("Tomatoes, mostly.");

        await Expect(newcomer.Locator("#p2")).ToContainTextAsync("Tomatoes, mostly.");
        await Expect(bob.Locator("#reply-text")).ToHaveValueAsync("");
        await newcomer.ShouldHaveNoProblemsAsync();
        await bob.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task An_edit_and_a_removal_arrive_at_an_open_page()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Changing");
        var reply = await cast.ReplyAsync(cast.Bob, thread.ThreadId, "Before");
        var reader = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(reader, cast.Cleo);
        await reader.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await reader.IslandsAreLiveAsync();

        var author = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(author, cast.Bob);
        await author.GotoAsync($"/p/{reply.Id}/edit");
        await author.GetByLabel("Text", new() { Exact = true }).FillAsync("After");
        await author.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(reader.Locator("#p2 .prose")).ToHaveTextAsync("After");

        await author.GotoAsync($"/p/{reply.Id}/remove");
        await author.GetByLabel("Reason").FillAsync("Said twice");
        await author.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(reader.Locator("#p2 .tombstone")).ToContainTextAsync("Said twice");
        await reader.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_board_and_the_home_page_follow_what_happens_in_them()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var older = await cast.StartThreadAsync(cast.Bob, "The older one");
        await cast.StartThreadAsync(cast.Bob, "The newer one");
        var board = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(board, cast.Cleo);
        await board.GotoAsync("/b/general");
        var home = await board.Context.NewPageAsync();
        await home.GotoAsync(forum.Address.ToString());
        await board.IslandsAreLiveAsync();
        await home.IslandsAreLiveAsync();

        await cast.ReplyAsync(cast.Bob, older.ThreadId, "Up it goes");
        await Expect(board.Locator("#threads > li").First).ToContainTextAsync("The older one");
        await Expect(board.Locator($"#thread-{older.ThreadId}")).ToContainTextAsync("1 reply");
        await Expect(home.Locator("#board-" + await cast.BoardIdAsync("general"))).ToContainTextAsync("3 posts");

        await cast.StartThreadAsync(cast.Bob, "Brand new");
        await board.GetByRole(AriaRole.Link, new() { Name = "1 new thread" }).ClickAsync();
        await Expect(board.Locator("#threads > li").First).ToContainTextAsync("Brand new");
    }

    [Fact]
    public async Task A_reply_above_what_is_read_does_not_move_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Tall");
        var first = await cast.ReplyAsync(cast.Bob, thread.ThreadId, "Short");
        for (var number = 0; number < 12; number++)
            await cast.ReplyAsync(cast.Bob, thread.ThreadId, string.Join("\n\n", Enumerable.Repeat("A paragraph.", 6)));
        var reader = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(reader, cast.Cleo);
        await reader.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await reader.IslandsAreLiveAsync();
        await reader.Locator("#p9").EvaluateAsync("post => { post.scrollIntoView(); }");
        var before = await reader.Locator("#p9").EvaluateAsync<double>("post => post.getBoundingClientRect().top");

        await forum.EditAsync(cast.Bob, first.Id, string.Join("\n\n", Enumerable.Repeat("Much longer now.", 20)));
        await Expect(reader.Locator("#p2")).ToContainTextAsync("Much longer now.");

        var after = await reader.Locator("#p9").EvaluateAsync<double>("post => post.getBoundingClientRect().top");
        Assert.InRange(after - before, -2, 2);
    }

    [Fact]
    public async Task Replies_below_what_is_read_are_counted_in_a_chip_that_leads_to_them_and_in_the_head()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Tall", string.Join("\n\n", Enumerable.Repeat("A paragraph.", 40)));
        var reader = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(reader, cast.Cleo);
        await reader.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await reader.IslandsAreLiveAsync();
        await Expect(reader.Locator("#thread-facts")).ToContainTextAsync("0 replies");

        await cast.ReplyAsync(cast.Bob, thread.ThreadId, "One");
        await Expect(reader.GetByRole(AriaRole.Button, new() { Name = "1 new reply" })).ToBeVisibleAsync();
        await cast.ReplyAsync(cast.Mona, thread.ThreadId, "Two");
        var chip = reader.GetByRole(AriaRole.Button, new() { Name = "2 new replies" });
        await Expect(chip).ToBeVisibleAsync();
        await Expect(reader.Locator("#thread-facts")).ToContainTextAsync("2 replies");
        await Expect(reader.GetByRole(AriaRole.List, new() { Name = "Participants" }).GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        await reader.ShouldHaveNoAxeViolationsAsync();

        await chip.ClickAsync();
        await Expect(reader.Locator("#p2")).ToBeFocusedAsync();
        await Expect(reader.Locator("#p2")).ToBeInViewportAsync();
        await Expect(reader.Locator("#new-replies")).ToBeHiddenAsync();
        await reader.ShouldHaveNoProblemsAsync();
    }
}
