using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>The way through a long thread: beside the posts on wide screens, and nothing of it on narrow ones.</summary>
public class TimelineTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task It_moves_with_the_page_and_leads_anywhere_with_the_keyboard_and_the_mouse()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Long");
        for (var number = 2; number <= 45; number++)
            await cast.ReplyAsync(number % 2 == 0 ? cast.Bob : cast.Cleo, thread.ThreadId, $"Post {number}\n\nAnother paragraph.\n\n```\nand\nsome\nmore\nlines\n```");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        var handle = page.GetByRole(AriaRole.Slider, new() { Name = "Post" });
        await Expect(handle).ToHaveAttributeAsync("aria-valuetext", "1 of 45");

        await page.EvaluateAsync("() => document.getElementById('p9').scrollIntoView()");
        await Expect(handle).ToHaveValueAsync("9");
        await Expect(page.Locator(".timeline-now")).ToContainTextAsync("9 / 45");
        await handle.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#p10")).ToBeInViewportAsync();
        await page.ShouldHaveNoAxeViolationsAsync();

        // Another page.
        await page.Keyboard.PressAsync("End");
        await page.IsAtAsync(@"\?page=3#p45$");
        await Expect(handle).ToHaveValueAsync("45");
        await handle.ClickAsync();
        await page.IsAtAsync(@"\?page=2#p2\d$");
        await page.ShouldHaveNoProblemsAsync();

        await page.SetViewportSizeAsync(800, 800);
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await Expect(page.Locator(".timeline")).ToBeHiddenAsync();
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>("() => performance.getEntriesByType('resource').map(entry => entry.name)"), static name => name.Contains("timeline", StringComparison.Ordinal));
    }
}
