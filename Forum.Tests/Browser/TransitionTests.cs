using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>A member's pages change in a view transition, unless the reader wants no motion.</summary>
public class TransitionTests(Support.Browser browser) : BrowserTest(browser)
{
    [Theory]
    [InlineData(false, "Boards → General")]
    [InlineData(true, "")]
    public async Task The_framework_gets_its_answer_when_the_old_page_is_in_the_picture(bool isReduced, string seen)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, ReducedMotion = isReduced });
        await cast.SignInAsync(page, cast.Bob);
        await page.AddInitScriptAsync("""
            window.seen = [];
            const title = () => document.querySelector('h1')?.textContent.trim();
            const start = document.startViewTransition.bind(document);
            document.startViewTransition = change => start(async () => {
              const before = document.querySelector('.board-title') ? 'General' : 'Boards';
              await change();
              window.seen.push(`${before} → ${title()}`);
            });
            """);
        await page.GotoAsync("/boards");
        await page.IslandsAreLiveAsync();
        await page.EvaluateAsync("() => { window.same = true; }");

        await page.GetByRole(AriaRole.Link, new() { Name = "General" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "General", Level = 1 })).ToBeVisibleAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => window.same"));
        Assert.Equal(seen, await page.EvaluateAsync<string>("() => window.seen.join()"));
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "General" }).First).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
    }
}
