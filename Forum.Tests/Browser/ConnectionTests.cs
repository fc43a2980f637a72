using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class ConnectionTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task A_cut_circuit_comes_back_with_what_was_missed_once_and_in_order()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "On a bad line");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        var line = await Line.OfAsync(page);
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.IslandsAreLiveAsync();
        await cast.SayAsync(cast.Cleo, "Before the cut");
        await Expect(ChatTests.Message(page, "Before the cut")).ToBeVisibleAsync();

        await line.CutAsync();
        await Expect(page.Locator("#connection")).ToContainTextAsync("Connection lost.");
        await cast.SayAsync(cast.Cleo, "While away 1");
        await cast.SayAsync(cast.Cleo, "While away 2");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Written while away");
        await page.Locator("#reply-text").FillAsync("Typed without a connection");
        await ChatTests.SayAsync(page, "Said without a connection");
        await Expect(page.Locator(".chat-pending li")).ToHaveCountAsync(1);
        line.Mend();

        await Expect(ChatTests.Message(page, "While away 2")).ToBeVisibleAsync();
        await Expect(ChatTests.Message(page, "Said without a connection")).ToHaveCountAsync(1);
        await Expect(page.Locator(".chat-pending li")).ToHaveCountAsync(0);
        Assert.Equal(
            ["Before the cut", "While away 1", "While away 2", "Said without a connection"],
            (await page.Locator(".chat-text").AllInnerTextsAsync()).Select(text => text.Trim()));
        await Expect(page.Locator("#p2")).ToContainTextAsync("Written while away");
        await Expect(page.Locator("article.post")).ToHaveCountAsync(2);
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("Typed without a connection");
    }

    [Fact]
    public async Task What_was_typed_in_the_composer_survives_a_reload_and_goes_when_it_is_posted()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Draft");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.IslandsAreLiveAsync();
        await page.Locator("#reply-text").FillAsync("A long thought");
        await Expect(page.Locator("[data-draft-status]")).ToHaveTextAsync("Draft saved");

        await page.ReloadAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A long thought");
        await Expect(page.Locator("[data-draft-status]")).ToHaveTextAsync("Draft restored");
        await page.IslandsAreLiveAsync();
        await page.Locator("#reply-text").PressAsync("Control+Enter");
        await Expect(page.Locator("#p2")).ToContainTextAsync("A long thought");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");

        await page.ReloadAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_reply_can_be_written_and_posted_without_javascript()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "No script");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, JavaScript = false });
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).Last.ClickAsync();
        await page.GetByLabel("Username or email address").FillAsync("bob");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Quote" }).ClickAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("> The first post\\."));
        await page.Locator("#reply-text").FillAsync("> The first post.\n\nPlain and simple");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true }).ClickAsync();

        await Expect(page.Locator("#p2")).ToContainTextAsync("Plain and simple");
        Assert.EndsWith("#p2", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pages_of_a_thread_keep_the_composers_text_and_another_thread_has_its_own()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Two pages");
        for (var number = 0; number < 21; number++)
            await cast.ReplyAsync(cast.Ada, thread.ThreadId, "Reply " + number);
        await cast.StartThreadAsync(cast.Ada, "Another");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.IslandsAreLiveAsync();
        await page.Locator("#reply-text").FillAsync("Half a reply");
        await page.GetByRole(AriaRole.Link, new() { Name = "Page 2" }).First.ClickAsync();
        await Expect(page.Locator("#p22")).ToBeVisibleAsync();
        await Expect(page.Locator("#p1")).ToHaveCountAsync(0);
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("Half a reply");

        await page.GetByRole(AriaRole.Link, new() { Name = "General" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Another" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Another" })).ToBeVisibleAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");
        await page.ShouldHaveNoProblemsAsync();
    }

    /// <summary>The connection between a page's circuit and the forum, which a test can cut and restore.</summary>
    private sealed class Line
    {
        private readonly List<IWebSocketRoute> _sockets = [];
        private volatile bool _isCut;

        public static async Task<Line> OfAsync(IPage page)
        {
            var line = new Line();
            await page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), socket =>
            {
                if (line._isCut)
                {
                    _ = socket.CloseAsync();
                    return;
                }

                socket.ConnectToServer();
                lock (line._sockets)
                    line._sockets.Add(socket);
            });
            await page.RouteAsync("**/_blazor/negotiate*", route => line._isCut ? route.AbortAsync() : route.ContinueAsync());
            return line;
        }

        public async Task CutAsync()
        {
            _isCut = true;
            List<IWebSocketRoute> open;
            lock (_sockets)
            {
                open = [.. _sockets];
                _sockets.Clear();
            }

            foreach (var socket in open)
                await socket.CloseAsync(new() { Code = 1011 });
        }

        public void Mend() => _isCut = false;
    }
}
