using Forum.Tests.Support;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>Reacting right at the post, with JavaScript.</summary>
public class ReactionTests(Support.Browser browser) : BrowserTest(browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task A_reaction_is_chosen_beside_the_post_and_comes_to_everybody(ColorScheme scheme, int width)
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

        await page.Locator("#p1 [data-act=react]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true })).ToBeFocusedAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".reaction-box")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#p1 [data-act=react]")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Love", Exact = true }).ClickAsync();
        foreach (var one in new[] { page, other })
            await Assertions.Expect(one.Locator("#p1 .post-reactions")).ToContainTextAsync("1");
        await Assertions.Expect(page.Locator("#p1")).ToBeFocusedAsync();
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.Locator("#p1 .post-reactions a").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Love", Exact = true, Pressed = true }).ClickAsync();
        foreach (var one in new[] { page, other })
            await Assertions.Expect(one.Locator("#p1 .post-reactions")).ToHaveCountAsync(0);
        await page.GotoAsync(new Uri(forum.Address, await page.Locator("#p1 [data-act=react]").GetAttributeAsync("href") ?? "").PathAndQuery);
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.ShouldHaveNoProblemsAsync();
    }
}
