using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>The card beside a link to a member.</summary>
public class MemberCardTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Card = ".member-card-box";

    [Fact]
    public async Task A_card_comes_to_whoever_rests_on_a_name_and_goes_with_Escape_or_when_they_leave()
    {
        await using var forum = await TestForum.StartAsync();
        var (_, page, _) = await OpenAsync(forum);
        var name = page.Locator("#p1 a.post-author-name");

        await name.HoverAsync();
        await Expect(page.Locator(Card)).ToContainTextAsync("1 thread · 1 post · 0 followers");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Card)).ToHaveCountAsync(0);

        await page.Locator("h1").HoverAsync();
        await name.HoverAsync();
        await Expect(page.Locator($"{Card} .member-card-name")).ToHaveTextAsync("Cleo");
        await page.Locator(Card).HoverAsync();
        await Expect(page.Locator(Card)).ToBeVisibleAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Locator("h1").HoverAsync();
        await Expect(page.Locator(Card)).ToHaveCountAsync(0);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task It_comes_to_the_keyboard_too_and_the_link_still_leads_to_the_profile()
    {
        await using var forum = await TestForum.StartAsync();
        var (_, page, thread) = await OpenAsync(forum);
        var name = page.Locator("#p1 a.post-author-name");

        // The last tab stop before the name; the next Tab is the reader's.
        await page.Locator("#p1").EvaluateAsync("post => { post.tabIndex = -1; post.focus(); }");
        await page.Keyboard.PressAsync("Tab");
        await Expect(name).ToBeFocusedAsync();
        await Expect(page.Locator(Card)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Card)).ToHaveCountAsync(0);
        await Expect(name).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.Locator(Card)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");

        await page.IsAtAsync("/u/Cleo$");
        await Expect(page.Locator(Card)).ToHaveCountAsync(0);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_card_stays_inside_the_window()
    {
        await using var forum = await TestForum.StartAsync();
        var (_, page, _) = await OpenAsync(forum, width: 390);

        await page.Locator("#p1 a.post-author-name").HoverAsync();
        await Expect(page.Locator(Card)).ToBeVisibleAsync();

        var box = (await page.Locator(Card).BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, 390 - box.Width);
        Assert.InRange(box.Y, 0, 800 - box.Height);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    [Fact]
    public async Task Without_the_line_there_is_no_card_and_no_trouble_on_the_page()
    {
        await using var forum = await TestForum.StartAsync();
        var (_, page, _) = await OpenAsync(forum);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFailed += (_, request) => failed.TrySetResult();
        await page.RouteAsync("**/card", route => route.AbortAsync());

        await page.Locator("#p1 a.post-author-name").HoverAsync();
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        await Expect(page.Locator(Card)).ToHaveCountAsync(0);

        // Once the connection is back, there's a card: an earlier error would have shown by now.
        await page.UnrouteAsync("**/card");
        await page.Locator("h1").HoverAsync();
        await page.Locator("#p1 a.post-author-name").HoverAsync();
        await Expect(page.Locator(Card)).ToContainTextAsync("Cleo");
        Assert.DoesNotContain(page.Problems.All, problem => problem.Contains("exception", StringComparison.Ordinal));
    }

    private async Task<(Cast Cast, IPage Page, ThreadPlace Thread)> OpenAsync(TestForum forum, int width = 1280)
    {
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Cleo, "A thread");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.IslandsAreLiveAsync();
        return (cast, page, thread);
    }
}
