using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class ComposerTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task The_toolbar_and_its_keys_put_markdown_around_what_is_chosen_and_the_preview_follows()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, await Cast.SetUpAsync(forum));
        var field = page.Locator("#reply-text");

        await field.FillAsync("word");
        await field.SelectTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bold" }).ClickAsync();
        await Expect(field).ToHaveValueAsync("**word**");
        await field.FillAsync("other");
        await field.SelectTextAsync();
        await field.PressAsync("Control+i");
        await Expect(field).ToHaveValueAsync("*other*");

        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator(".preview em")).ToHaveTextAsync("other");
        await field.FillAsync("~~gone~~ and @cleo");
        await Expect(page.Locator(".preview del")).ToHaveTextAsync("gone");
        await Expect(page.Locator(".preview .mention")).ToHaveTextAsync("@Cleo");
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_name_is_completed_with_the_keyboard_alone()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, await Cast.SetUpAsync(forum));
        var field = page.Locator("#reply-text");

        await field.PressSequentiallyAsync("Thanks, @cl");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Cleo" })).ToBeVisibleAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await field.PressAsync("Enter");

        await Expect(field).ToHaveValueAsync("Thanks, @Cleo ");
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_whole_post_or_the_chosen_part_of_it_is_quoted_where_the_cursor_is()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, await Cast.SetUpAsync(forum));
        var field = page.Locator("#reply-text");

        await page.Locator("#p1 [data-act=quote]").ClickAsync();
        await Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^> \*\*Ada\*\* \[↑\]\(/p/1\)\n>\n> One \*important\* thing, and another\.\n"));

        await field.FillAsync("");
        await page.Locator("#p1 em").SelectTextAsync();
        await page.Locator("#p1 [data-act=quote]").ClickAsync();
        await Expect(field).ToHaveValueAsync("> **Ada** [↑](/p/1)\n>\n> important\n\n");
        await page.ShouldHaveNoProblemsAsync();
    }

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast)
    {
        var thread = await cast.StartThreadAsync(cast.Ada, "Writing", "One *important* thing, and another.");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.IslandsAreLiveAsync();
        return page;
    }
}
