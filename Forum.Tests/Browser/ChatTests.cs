using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class ChatTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Two_people_chat_while_they_go_from_page_to_page()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "A place to go to");
        var bob = await OpenAsync(forum, cast, cast.Bob);
        var cleo = await OpenAsync(forum, cast, cast.Cleo);

        await SayAsync(bob, "Is **anybody** here?");
        await Expect(Message(cleo, "Is anybody here?")).ToBeVisibleAsync();
        await Expect(Message(bob, "Is anybody here?")).ToHaveClassAsync(new Regex("own"));
        await cleo.Locator("#chat-text").FillAsync("Half a sen");

        await cleo.GetByRole(AriaRole.Link, new() { Name = "General" }).ClickAsync();
        await Expect(cleo.GetByRole(AriaRole.Heading, new() { Name = "General" })).ToBeVisibleAsync();
        await cleo.GetByRole(AriaRole.Link, new() { Name = "A place to go to" }).First.ClickAsync();
        await Expect(cleo.GetByRole(AriaRole.Heading, new() { Name = "A place to go to" })).ToBeVisibleAsync();
        await Expect(cleo.Locator("#chat-text")).ToHaveValueAsync("Half a sen");
        await Expect(Message(cleo, "Is anybody here?")).ToHaveCountAsync(1);

        await SayAsync(cleo, "Yes, @Bob, on page " + thread.ThreadId);
        await Expect(Message(bob, "Yes, @Bob")).ToHaveClassAsync(new Regex("mentions-me"));
        await Expect(bob.Locator(".chat-pending li")).ToHaveCountAsync(0);
        await bob.ShouldHaveNoProblemsAsync();
        await cleo.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Somebody_who_writes_is_seen_writing_and_being_there()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var bob = await OpenAsync(forum, cast, cast.Bob);
        var cleo = await OpenAsync(forum, cast, cast.Cleo);

        await Expect(bob.Locator(".chat-here summary")).ToHaveTextAsync("2");
        await cleo.Locator("#chat-text").PressSequentiallyAsync("Hm");
        await Expect(bob.Locator(".chat-typing")).ToHaveTextAsync("Cleo is typing…");

        await cleo.CloseAsync();
        await Expect(bob.Locator(".chat-here summary")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Earlier_messages_come_when_one_scrolls_up_and_the_view_stays()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        for (var number = 1; number <= 120; number++)
            await cast.SayAsync(cast.Cleo, $"Message number {number}.");
        var bob = await OpenAsync(forum, cast, cast.Bob);

        await Expect(Message(bob, "number 120.")).ToBeVisibleAsync();
        await Expect(bob.Locator(".chat-message")).ToHaveCountAsync(50);
        await bob.WaitForFunctionAsync("() => document.querySelector('[data-chat-scroll]').scrollTop > 500");
        await bob.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 0; }");
        await Expect(bob.Locator(".chat-message")).ToHaveCountAsync(100);
        await bob.WaitForFunctionAsync("() => document.querySelector('[data-chat-scroll]').scrollTop > 500");
        await bob.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 0; }");
        await Expect(bob.Locator(".chat-message")).ToHaveCountAsync(120);
        await Expect(bob.Locator(".chat-empty")).ToHaveTextAsync("This is the start of the chat.");
        await bob.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_removed_message_goes_from_every_screen_and_comes_back_when_that_is_undone()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await cast.SayAsync(cast.Bob, "Good evening");
        await cast.SayAsync(cast.Bob, "A slip of the tongue");
        await cast.SayAsync(cast.Bob, "And something else");
        var mona = await OpenAsync(forum, cast, cast.Mona);
        var cleo = await OpenAsync(forum, cast, cast.Cleo);
        await Expect(Message(cleo, "A slip")).ToHaveClassAsync(new Regex("chat-continued"));
        await Expect(Message(cleo, "A slip").Locator("time")).ToHaveCSSAsync("opacity", "0");
        await Message(cleo, "A slip").HoverAsync();
        await Expect(Message(cleo, "A slip").Locator("time")).ToHaveCSSAsync("opacity", "1");

        // Not for Cleo, and by keyboard for Mona.
        await Message(cleo, "A slip").GetByRole(AriaRole.Button, new() { Name = "More actions" }).ClickAsync();
        await Expect(cleo.GetByRole(AriaRole.Menuitem, new() { Name = "Remove" })).ToBeHiddenAsync();
        await cleo.GetByRole(AriaRole.Menuitem, new() { Name = "Mention" }).ClickAsync();
        await Expect(cleo.Locator("#chat-text")).ToHaveValueAsync("@Bob ");
        await Message(mona, "A slip").GetByRole(AriaRole.Button, new() { Name = "More actions" }).FocusAsync();
        await mona.Keyboard.PressAsync("Enter");
        await mona.Keyboard.PressAsync("End");
        await mona.ShouldHaveNoAxeViolationsAsync();
        await Expect(mona.GetByRole(AriaRole.Menuitem, new() { Name = "Remove" })).ToBeFocusedAsync();
        await mona.Keyboard.PressAsync("Enter");
        await Expect(Message(cleo, "A slip")).ToHaveCountAsync(0);
        await Expect(Message(mona, "A slip")).ToHaveCountAsync(0);

        await Expect(mona.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeFocusedAsync();
        await mona.Keyboard.PressAsync("Enter");
        await Expect(cleo.Locator(".chat .chat-text")).ToHaveTextAsync([new Regex("Good evening"), new Regex("A slip"), new Regex("And something")]);
        await Expect(Message(mona, "A slip").GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await Expect(mona.Locator("[data-chat-notice]")).ToBeHiddenAsync();
        await cleo.ShouldHaveNoProblemsAsync();
        await mona.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task The_panel_is_as_wide_as_one_has_made_it_from_the_first_moment_of_the_next_page()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var bob = await OpenAsync(forum, cast, cast.Bob);
        var bar = bob.GetByRole(AriaRole.Separator, new() { Name = "Chat width" });
        Assert.Equal(340, await WidthAsync());

        var edge = (await bar.BoundingBoxAsync())!.X;
        await bob.Mouse.MoveAsync(edge + 5, 300);
        await bob.Mouse.DownAsync();
        await bob.Mouse.MoveAsync(edge - 95, 300, new() { Steps = 4 });
        await bob.Mouse.UpAsync();
        Assert.Equal(440, await WidthAsync());
        await bar.FocusAsync();
        await bob.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(460, await WidthAsync());
        await Expect(bar).ToHaveAttributeAsync("aria-valuenow", "460");

        // Without the script, it's what the server says: nothing moves later.
        await bob.RouteAsync("**/js/**", route => route.AbortAsync());
        await bob.ReloadAsync();
        Assert.Equal(460, await WidthAsync());
        await bob.UnrouteAllAsync();
        await bob.ReloadAsync();
        await bob.IslandsAreLiveAsync();
        await Expect(bar).ToHaveAttributeAsync("aria-valuenow", "460");
        await bar.DblClickAsync();
        Assert.Equal(340, await WidthAsync());
        Assert.DoesNotContain(await bob.Context.CookiesAsync(), cookie => cookie.Name == "forum-chat-width");

        async Task<double> WidthAsync() => Math.Round((await bob.Locator("#chat").BoundingBoxAsync())!.Width);
    }

    [Fact]
    public async Task A_guest_has_no_circuit_until_the_chat_is_opened_and_then_reads_along()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await cast.SayAsync(cast.Bob, "Welcome, everybody");
        var guest = await NewPageAsync(new PageSetup { Site = forum.Address });
        var sockets = 0;
        guest.WebSocket += (_, _) => sockets++;
        await guest.GotoAsync("/");
        await guest.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await guest.GetByRole(AriaRole.Link, new() { Name = "General" }).ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "General" })).ToBeVisibleAsync();
        await guest.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        Assert.Equal(0, sockets);
        Assert.False(await guest.EvaluateAsync<bool>("'Blazor' in window"));
        Assert.Empty(await guest.Context.CookiesAsync());

        await guest.Locator(".chat-opener").ClickAsync();
        await Expect(Message(guest, "Welcome, everybody")).ToBeVisibleAsync();
        Assert.NotEqual(0, sockets);
        Assert.True(await guest.EvaluateAsync<bool>("'Blazor' in window"));
        await cast.SayAsync(cast.Bob, "And one more");
        await Expect(Message(guest, "And one more")).ToBeVisibleAsync();
        await Expect(guest.Locator("#chat-text")).ToHaveCountAsync(0);
        await Expect(guest.GetByRole(AriaRole.Link, new() { Name = "Sign in to chat." })).ToBeVisibleAsync();
        await guest.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task On_a_phone_the_skip_link_shows_with_the_focus_and_escape_closes_one_thing_at_a_time()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await cast.SayAsync(cast.Cleo, "Hello");
        var bob = await OpenAsync(forum, cast, cast.Bob, width: 390);
        await bob.Locator(".chat-opener").ClickAsync();
        await Expect(Message(bob, "Hello")).ToBeVisibleAsync();
        var skip = bob.Locator(".chat-skip");

        Assert.False(await IsSeenAsync());
        await skip.FocusAsync();
        Assert.True(await IsSeenAsync());

        await Message(bob, "Hello").HoverAsync();
        await Message(bob, "Hello").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(bob.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await bob.Keyboard.PressAsync("Escape");
        await Expect(bob.GetByRole(AriaRole.Menu)).ToBeHiddenAsync();
        await Expect(Message(bob, "Hello")).ToBeVisibleAsync();
        await bob.Keyboard.PressAsync("Escape");
        await Expect(Message(bob, "Hello")).ToBeHiddenAsync();

        Task<bool> IsSeenAsync() => skip.EvaluateAsync<bool>(
            "link => { const { x, y, width, height } = link.getBoundingClientRect(); return document.elementFromPoint(x + width / 2, y + height / 2) === link; }");
    }

    internal static ILocator Message(IPage page, string text) => page.Locator(".chat .chat-message", new() { HasText = text });

    internal static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("#chat-text").FillAsync(text);
        await page.Locator("#chat-text").PressAsync("Enter");
    }

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, Viewer member, int width = 1280)
    {
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width });
        await cast.SignInAsync(page, member);
        await page.GotoAsync("/");
        await page.IslandsAreLiveAsync();
        return page;
    }
}
