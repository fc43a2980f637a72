using Forum.Core.Access;
using Forum.Core.Members;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>What single keys do, and when they do nothing; and times shown in the reader's time zone.</summary>
public class ShortcutTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Keys_lead_from_post_to_post_over_those_that_are_folded_and_from_page_to_page()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Folded");
        await cast.ReplyAsync(cast.Bob, thread.ThreadId, "The third");
        Assert.True((await forum.Services.GetRequiredService<BlockMember>().BlockAsync(cast.Bob, cast.Cleo.MemberId!.Value)).IsDone);
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}");

        foreach (var (key, post) in new[] { ("j", "p1"), ("j", "p3"), ("j", "p3"), ("k", "p1"), ("k", "p1") })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator($"#{post}")).ToBeFocusedAsync();
        }

        await page.Keyboard.PressAsync("q");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("The first post"));
        await page.Locator("h1").ClickAsync();
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("h");
        await page.IsAtAsync("^[^/]+//[^/]+/$");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("f");
        await page.IsAtAsync("/following$");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Following");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator(".site-search input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("third");
        await page.Keyboard.PressAsync("Enter");
        await page.IsAtAsync(@"/search\?q=third$");
        await Expect(page.Locator("mark")).ToHaveTextAsync("third");
        await page.SetViewportSizeAsync(390, 800);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await page.Keyboard.PressAsync("/");
        await page.IsAtAsync("/search$");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_key_lists_them_all_and_the_list_closes_with_Escape_and_with_its_button()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, "/b/general");
        var list = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(list).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("?");
        await Expect(list).ToBeVisibleAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
        Assert.EndsWith("/b/general", page.Url, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("?");
        await list.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(list).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("n");
        await page.IsAtAsync("/b/general/new$");
    }

    [Fact]
    public async Task Whoever_types_or_holds_another_key_down_types()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}");
        var text = page.Locator("#reply-text");

        await text.FocusAsync();
        await page.Keyboard.TypeAsync("jk? gh gs");

        await Expect(text).ToHaveValueAsync("jk? gh gs");
        await Expect(text).ToBeFocusedAsync();
        await Expect(page.Locator("#shortcuts")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("Alt+j");
        await Expect(page.Locator("#p1")).Not.ToBeFocusedAsync();
        Assert.Contains($"/t/{thread.ThreadId}/", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("#p1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Where_they_are_switched_off_keys_do_nothing()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        await ChooseAsync(forum, cast, new PreferencesForm(Theme.AsTheDevice, 1, true, HasShortcuts: false, "", ""));
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}");

        foreach (var key in new[] { "j", "?", "g", "h" })
            await page.Keyboard.PressAsync(key);

        await Expect(page.Locator("#p1")).Not.ToBeFocusedAsync();
        await Expect(page.Locator("#shortcuts")).ToHaveCountAsync(0);
        Assert.Contains($"/t/{thread.ThreadId}/", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.scripts].filter(script => script.src.includes('shortcuts')).length"));
    }

    [Theory]
    [InlineData("", "", "en-US", "Europe/Oslo")]
    [InlineData("Asia/Kathmandu", "", "en-US", "Asia/Kathmandu")]
    [InlineData("America/New_York", "de-AT", "de-AT", "America/New_York")]
    public async Task Times_are_those_of_the_zone_and_by_the_customs_of_the_region(string zone, string language, string customs, string said)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        await cast.SayAsync(cast.Cleo, "What time is it?");
        await ChooseAsync(forum, cast, new PreferencesForm(Theme.AsTheDevice, 1, true, true, zone, language));
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}", "Europe/Oslo");
        var (post, message) = (page.Locator("#p1 .post-time time"), page.Locator(".chat-message time").First);

        var exact = await post.EvaluateAsync<string>(
            "(time, [customs, zone]) => new Intl.DateTimeFormat(customs, { timeZone: zone, dateStyle: 'full', timeStyle: 'medium' }).format(new Date(time.dateTime))", new[] { customs, said });
        var clock = await message.EvaluateAsync<string>(
            "(time, [customs, zone]) => new Intl.DateTimeFormat(customs, { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(new Date(time.dateTime))", new[] { customs, said });

        await Expect(post).ToHaveAttributeAsync("title", exact);
        await Expect(message).ToHaveTextAsync(clock);
    }

    private static async Task ChooseAsync(TestForum forum, Cast cast, PreferencesForm form) =>
        Assert.True((await forum.Services.GetRequiredService<ChangePreferences>().RunAsync(cast.Bob, form)).IsDone);

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, string path, string timeZone = "UTC")
    {
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, TimeZone = timeZone });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync(path);
        await page.IslandsAreLiveAsync();
        return page;
    }
}
