using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class ComposerTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task The_toolbar_and_its_keys_put_markdown_around_what_is_chosen_and_the_preview_beside_it_follows()
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

        await field.PressAsync("Control+z");
        await Expect(field).ToHaveValueAsync("other");

        await Expect(page.Locator(".preview")).ToHaveTextAsync("other");
        await field.FillAsync("~~gone~~ and @cleo");
        await Expect(page.Locator(".preview del")).ToHaveTextAsync("gone");
        await Expect(page.Locator(".preview .mention")).ToHaveTextAsync("@Cleo");
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator(".preview")).ToBeHiddenAsync();

        // One stop for the Tab key; the arrows lead on.
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Heading" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(field).ToBeFocusedAsync();

        // Where there is no room beside the text, the preview takes its place.
        await page.SetViewportSizeAsync(390, 800);
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator(".preview del")).ToBeVisibleAsync();
        await Expect(field).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write" }).ClickAsync();
        await Expect(field).ToBeFocusedAsync();
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

    [Fact]
    public async Task The_reply_form_sticks_to_the_bottom_while_its_member_reads_and_quotes_and_closes_without_losing_the_text()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, await Cast.SetUpAsync(forum), replies: 12);
        var (form, field) = (page.Locator("#reply"), page.Locator("#reply-text"));
        await Expect(field).Not.ToBeInViewportAsync();

        await page.Locator("#p1 [data-act=reply]").ClickAsync();
        await Expect(field).ToHaveValueAsync("@Ada ");
        await Expect(field).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(page.Locator("#p1")).ToBeInViewportAsync();
        await page.Mouse.WheelAsync(0, 400);
        await page.Locator("#p5 [data-act=quote]").ClickAsync();
        await Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Reply 5"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true })).ToBeInViewportAsync();
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Full height" }).ClickAsync();
        await Expect(form).ToHaveAttributeAsync("data-dock", "large");
        await page.Keyboard.PressAsync("Escape");
        await Expect(form).ToHaveAttributeAsync("data-dock", "open");
        await page.Keyboard.PressAsync("Escape");
        await Expect(field).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Minimize" }).ClickAsync();
        await Expect(field).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close. Your text stays" }).ClickAsync();
        await Expect(field).Not.ToBeInViewportAsync();
        await Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Reply 5"));

        // A phone has it at the bottom too, over the page.
        await page.SetViewportSizeAsync(390, 800);
        await page.Locator("#p5 [data-act=reply]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reply", Exact = true })).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task An_emoji_is_found_by_its_name_with_the_keyboard_and_is_there_again_the_next_time()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, await Cast.SetUpAsync(forum));
        var (field, picker) = (page.Locator("#reply-text"), page.GetByRole(AriaRole.Dialog, new() { Name = "Emoji" }));

        await page.GetByRole(AriaRole.Button, new() { Name = "Emoji" }).ClickAsync();
        await Expect(picker.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Keyboard.TypeAsync("tears joy");
        await Expect(picker.Locator("[data-sign]").First).ToHaveAccessibleNameAsync("face with tears of joy");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync("😂");
        await Expect(field).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Emoji" }).ClickAsync();
        await Expect(picker.Locator(".emoji-group").First.Locator("[data-sign]")).ToHaveTextAsync(["😂"]);
        await picker.GetByRole(AriaRole.Button, new() { Name = "Flags", Exact = true }).ClickAsync();
        await Expect(picker.GetByRole(AriaRole.Button, new() { Name = "chequered flag" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(picker).ToBeHiddenAsync();

        await field.FillAsync("");
        await field.PressSequentiallyAsync("Fine :thumbs");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "thumbs up" })).ToBeVisibleAsync();
        await field.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync("Fine 👍");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_draft_can_be_discarded_and_brought_back_and_leaves_other_tabs_once_it_is_posted()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, await Cast.SetUpAsync(forum));
        var (field, state) = (page.Locator("#reply-text"), page.Locator("[data-draft-status]"));
        await field.FillAsync("Half a reply");
        await Expect(state).ToHaveTextAsync("Draft saved");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("Half a reply");

        await other.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("");
        await Expect(field).ToHaveValueAsync("");
        await other.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("Half a reply");
        await Expect(field).ToHaveValueAsync("Half a reply");

        // Sent twice in a row, it's posted once.
        await field.FocusAsync();
        await page.EvaluateAsync("() => { const { form } = document.getElementById('reply-text'); form.requestSubmit(); form.requestSubmit(); }");
        await Expect(page.Locator("#p2")).ToContainTextAsync("Half a reply");
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("");
        await other.CloseAsync(new() { RunBeforeUnload = true });
        await page.ReloadAsync();
        await Expect(page.Locator("article.post")).ToHaveCountAsync(2);
        await Expect(field).ToHaveValueAsync("");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_member_who_was_signed_out_meanwhile_is_told_and_finds_the_text_after_signing_in()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/new");
        await page.IslandsAreLiveAsync();
        var title = page.GetByLabel("Title");
        await title.FillAsync("👩‍👩‍👧‍👦" + new string('x', 105));
        await Expect(page.Locator("[data-counter=title]")).ToHaveTextAsync("Characters left: 14");
        await Expect(page.Locator("[data-counter-said=title]")).ToHaveTextAsync("Characters left: 14");
        await title.FillAsync("Kept");
        await page.GetByLabel("Board", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "General" });
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("An hour of writing");
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.Context.ClearCookiesAsync(new() { Name = "forum" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start thread" }).ClickAsync();
        await Expect(page.Locator("[data-draft-status]")).ToHaveTextAsync("You're signed out. Your text is saved in this browser.");
        await page.Locator(".sign-in-again").ClickAsync();
        page.Problems.Clear();
        await page.GetByLabel("Username or email address").FillAsync("Bob");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await page.IsAtAsync("/new$");
        await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("An hour of writing");
        await page.IslandsAreLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start thread" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Kept" })).ToBeVisibleAsync();
        await Expect(page.Locator(".breadcrumbs")).ToContainTextAsync("General");
        await page.ShouldHaveNoProblemsAsync();
    }

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, int replies = 0)
    {
        var thread = await cast.StartThreadAsync(cast.Ada, "Writing", "One *important* thing, and another.");
        for (var number = 2; number < replies + 2; number++)
            await cast.ReplyAsync(cast.Cleo, thread.ThreadId, $"Reply {number}.\n\nA second paragraph.");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await page.IslandsAreLiveAsync();
        return page;
    }
}
