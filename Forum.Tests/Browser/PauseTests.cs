using Forum.Core.Live;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>A hidden page gives up its circuit, and continues where it left off.</summary>
public class PauseTests(Support.Browser browser) : PauseTest(browser)
{
    [Fact]
    public async Task A_hidden_page_gives_its_circuit_back_and_takes_it_up_with_what_was_missed_in_order()
    {
        var thread = await Cast.StartThreadAsync(Cast.Ada, "Watched now and then");
        var page = await OpenAsync(Cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        int Listeners() => Forum.Services.GetRequiredService<LiveFeed>().CountListeners(LiveChannel.Thread(thread.ThreadId));
        await Cast.SayAsync(Cast.Cleo, "Before the pause");
        await Expect(ChatTests.Message(page, "Before the pause")).ToBeVisibleAsync();
        await page.Locator("#reply-text").FillAsync("A reply half");
        await page.Locator("#chat-text").FillAsync("A message half");
        var top = await page.EvaluateAsync<double>("() => { scrollTo(0, 60); return scrollY; }");

        Assert.Equal(1, Listeners());
        await page.HideAsync();
        await Eventually.HoldsAsync(() => Listeners() == 0, () => "The forum still has the circuit.");
        for (var number = 1; number <= 3; number++)
            await Cast.SayAsync(Cast.Cleo, $"Missed {number}");
        await Cast.ReplyAsync(Cast.Cleo, thread.ThreadId, "Written during the pause");
        await Expect(ChatTests.Message(page, "Missed")).ToHaveCountAsync(0);
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();
        await page.LookAtAsync();

        await Expect(ChatTests.Message(page, "Missed 3")).ToBeVisibleAsync();
        Assert.Equal(
            ["Before the pause", "Missed 1", "Missed 2", "Missed 3"],
            (await page.Locator(".chat-text").AllInnerTextsAsync()).Select(text => text.Trim()));
        await Expect(page.Locator("#p2")).ToContainTextAsync("Written during the pause");
        await Expect(page.Locator("article.post")).ToHaveCountAsync(2);
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A reply half");
        await Expect(page.Locator("#chat-text")).ToHaveValueAsync("A message half");
        Assert.Equal(top, await page.EvaluateAsync<double>("scrollY"));
        Assert.True(await page.IsSamePageAsync());
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();

        // It's live again, in both directions, and more than once.
        await page.Locator("#chat-text").PressAsync("Enter");
        await Expect(ChatTests.Message(page, "A message half")).ToHaveCountAsync(1);
        await page.HideAsync();
        await Cast.SayAsync(Cast.Cleo, "Missed again");
        await page.LookAtAsync();
        await Expect(ChatTests.Message(page, "Missed again")).ToHaveCountAsync(1);
        await Cast.ReplyAsync(Cast.Cleo, thread.ThreadId, "Live again");
        await Expect(page.Locator("#p3")).ToContainTextAsync("Live again");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Who_has_scrolled_up_in_the_chat_is_there_again_and_sees_what_is_unread()
    {
        for (var number = 1; number <= 120; number++)
            await Cast.SayAsync(Cast.Cleo, $"Message number {number}.");
        var page = await OpenAsync(Cast.Bob, "/");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-chat-scroll]').scrollTop > 500");
        await page.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 0; }");
        await Expect(page.Locator(".chat-message")).ToHaveCountAsync(100);
        await page.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 700; }");
        var before = await PlaceAsync(page);

        await page.HideAsync();
        for (var number = 1; number <= 3; number++)
            await Cast.SayAsync(Cast.Cleo, $"Missed {number}");
        await page.LookAtAsync();

        await Expect(page.Locator(".chat-message")).ToHaveCountAsync(123);
        await Expect(page.Locator("[data-chat-badge]").First).ToHaveTextAsync("3");
        Assert.InRange(await PlaceAsync(page), before - 2, before + 2);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_page_that_was_paused_for_too_long_is_loaded_again_once_the_server_can_be_reached()
    {
        var thread = await Cast.StartThreadAsync(Cast.Ada, "Left open over lunch");
        var page = await OpenAsync(Cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        await page.Locator("#reply-text").FillAsync("A reply half");
        await page.HideAsync();
        await page.EvaluateAsync("() => { const now = Date.now; Date.now = () => now() + 2 * 60 * 60 * 1000; }");
        await page.Context.SetOfflineAsync(true);

        // On a busy machine, the browser may let one last request through.
        await page.WaitForFunctionAsync("() => fetch('/alive', { cache: 'no-store' }).then(() => false, () => true)");

        await page.LookAtAsync();
        await Expect(page.Locator("#connection")).ToBeVisibleAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A reply half");
        Assert.True(await page.IsSamePageAsync());
        await page.Context.SetOfflineAsync(false);

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A reply half");
    }

    [Fact]
    public async Task A_page_that_was_paused_while_the_forum_was_restarted_is_as_it_was()
    {
        using var data = await SeededDatabase.CopyAsync();
        var first = ForumProcess.Start(data.Start("--urls=http://127.0.0.1:0"));
        await using var ended = first;
        var address = await first.WaitForAddressAsync();
        var page = await NewPageAsync(new PageSetup { Site = address });
        await page.SignInByFormAsync("admin");
        await page.HideAsync();

        first.Kill();
        await first.WaitForExitAsync();
        await page.LookAtAsync();
        await Expect(page.Locator("#connection")).ToBeVisibleAsync();
        await using var second = ForumProcess.Start(data.Start($"--urls={address}"));
        await second.WaitForAddressAsync();

        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'", null, new() { Timeout = 40_000 });
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator(".chat-message").First).ToBeVisibleAsync();
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_link_that_is_followed_while_the_circuit_comes_back_leads_where_it_should()
    {
        var thread = await Cast.StartThreadAsync(Cast.Ada, "Left for another page");
        var page = await OpenAsync(Cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        await page.HideAsync();
        await Cast.SayAsync(Cast.Cleo, "Missed");

        await page.EvaluateAsync(
            """
            () => {
              Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
              document.querySelector('a[href="/b/general"]').click();
            }
            """);

        // The framework may refuse the state of a page that no longer exists; then the new page is reloaded.
        await page.WaitForURLAsync("**/b/general");
        await Expect(page.Locator(".thread-row")).ToHaveCountAsync(1);
        await page.IslandsAreLiveAsync();
        await Expect(ChatTests.Message(page, "Missed")).ToHaveCountAsync(1);
        await Cast.SayAsync(Cast.Cleo, "Live again");
        await Expect(ChatTests.Message(page, "Live again")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_page_that_the_browser_froze_goes_on_when_it_is_looked_at()
    {
        var page = await OpenAsync(Cast.Bob, "/");
        await page.HideAsync();
        var browser = await page.Context.NewCDPSessionAsync(page);

        await browser.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        for (var number = 1; number <= 3; number++)
            await Cast.SayAsync(Cast.Cleo, $"Missed {number}");
        await browser.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        await page.LookAtAsync();

        await Expect(ChatTests.Message(page, "Missed")).ToHaveCountAsync(3);
        Assert.True(await page.IsSamePageAsync());
        await page.ShouldHaveNoProblemsAsync();
    }

    private static Task<double> PlaceAsync(Microsoft.Playwright.IPage page) => page.EvaluateAsync<double>(
        """
        () => [...document.querySelectorAll('.chat-message')].find(message => message.textContent.includes('number 50.')).getBoundingClientRect().top
        """);
}
