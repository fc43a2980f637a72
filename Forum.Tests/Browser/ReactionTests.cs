using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>Reacting right at the post, with JavaScript.</summary>
public class ReactionTests(Support.Browser browser) : BrowserTest(browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task A_tap_likes_and_others_are_in_a_picker_and_everybody_sees_them(ColorScheme scheme, int width)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        var setup = new PageSetup { Site = forum.Address, ColorScheme = scheme, Width = width };
        var (page, other) = (await NewPageAsync(setup), await NewPageAsync(setup));
        foreach (var (one, who) in new[] { (page, cast.Cleo), (other, cast.Bob) })
        {
            await cast.SignInAsync(one, who);
            await one.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
            await one.IslandsAreLiveAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Like #1" }).ClickAsync();
        foreach (var one in new[] { page, other })
            await Expect(one.Locator("#p1 .post-reactions")).ToHaveTextAsync("👍 1");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Like 1", Pressed = true })).ToBeVisibleAsync();

        var picker = page.GetByRole(AriaRole.Group, new() { Name = "Reactions" });
        await page.Locator("#p1 [data-act=react]").ClickAsync();
        await Expect(picker.GetByRole(AriaRole.Button, new() { Name = "Like", Pressed = true })).ToBeFocusedAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(picker).ToBeHiddenAsync();
        await Expect(page.Locator("#p1 [data-act=react]")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Space");
        await picker.GetByRole(AriaRole.Button, new() { Name = "Love" }).ClickAsync();
        foreach (var one in new[] { page, other })
            await Expect(one.Locator("#p1 .post-reactions")).ToHaveTextAsync("❤️ 1");
        await Expect(page.Locator("#p1")).ToBeFocusedAsync();
        await page.ShouldHaveNoAxeViolationsAsync();

        // Known from the page as well.
        await page.ReloadAsync();
        await page.IslandsAreLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Love 1", Pressed = true }).ClickAsync();
        foreach (var one in new[] { page, other })
            await Expect(one.Locator("#p1 .post-reactions")).ToHaveCountAsync(0);
        await page.GotoAsync(new Uri(forum.Address, await page.Locator("#p1 [data-act=react]").GetAttributeAsync("href") ?? "").PathAndQuery);
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.ShouldHaveNoProblemsAsync();
    }
}
