using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class OfflineTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task A_member_without_a_connection_gets_a_page_of_the_forum_and_then_the_one_that_was_asked_for()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, ServiceWorkers = true });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => navigator.serviceWorker.controller?.state === 'activated'");

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/b/general");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The forum can't be reached" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Try again" })).ToBeVisibleAsync();
        Assert.NotEqual("rgba(0, 0, 0, 0)", await page.Locator(".error-links .button").First.EvaluateAsync<string>("link => getComputedStyle(link).backgroundColor"));
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "General" })).ToBeVisibleAsync();
    }
}
