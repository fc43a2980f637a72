using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>
/// Every administration page in both themes: no accessibility violations, no console errors, nothing wider than the
/// screen.
/// </summary>
public class AdministrationLookTests(Support.Browser browser) : BrowserTest(browser)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Every_page_is_accessible_and_fits_the_window(int width, ColorScheme scheme)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width, ColorScheme = scheme });
        await cast.SignInAsync(page, cast.Ada);
        await page.GotoAsync("/admin");
        foreach (var name in new[] { "Dashboard", "General", "Boards", "Chat rooms", "Members", "Invitations", "Accounts", "Email", "System" })
        {
            if (width < 960)
                await Button(page, "Administration menu").ClickAsync();
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
            if (name is not "System")
                await Expect(page.Locator("main :is(button, input, select)").First).ToBeEnabledAsync();
            await Expect(page.Locator(".admin-grid-wait")).ToHaveCountAsync(0);
            await LookAsync(page, $"admin-{name}", width, scheme);
            await page.ShouldHaveNoAxeViolationsAsync();
            await FitsAsync(page);
            if (width < 960)
            {
                await page.SetViewportSizeAsync(320, 800);
                await page.SaveLookAsync($"admin-{name}-{scheme}-320", fullPage: true);
                await FitsAsync(page);
                await page.SetViewportSizeAsync(width, 800);
            }
        }

        await page.GotoAsync("/admin/members");
        await Button(page, "Lock Bob").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LookAsync(page, "admin-question", width, scheme);
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    private static async Task FitsAsync(IPage page) =>
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));

    // Takes screenshots in both themes; axe then checks the last one.
    private static async Task LookAsync(IPage page, string name, int width, ColorScheme last)
    {
        foreach (var scheme in new[] { last is ColorScheme.Light ? ColorScheme.Dark : ColorScheme.Light, last })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SaveLookAsync($"{name}-{scheme}-{width}", fullPage: true);
        }
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
