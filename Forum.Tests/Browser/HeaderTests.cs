using System.Globalization;
using Forum.Core.Site;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>The header: a forum's whole name in one row, menus without JavaScript, the search field.</summary>
public class HeaderTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string LongName = "The Harbour Street Allotment Society";

    [Fact]
    public async Task It_is_one_row_with_the_whole_name_at_every_width_and_begins_at_the_same_place_on_every_page()
    {
        var (forum, cast) = await StartAsync();
        await using var _ = forum;
        foreach (var member in new[] { null, cast.Ada })
        {
            var page = await NewPageAsync(new PageSetup { Site = forum.Address });
            if (member is not null)
                await cast.SignInAsync(page, member);
            foreach (var width in new[] { 320, 390, 1100, 1280, 1680 })
            {
                await page.SetViewportSizeAsync(width, 800);
                var starts = new HashSet<double>();
                foreach (var path in member is null ? ["/", "/b/general", "/sign-in"] : new[] { "/", "/b/general", "/settings/account", "/chat", "/search" })
                {
                    await page.GotoAsync(path);
                    var (start, height, isCut) = await MeasureAsync(page);
                    Assert.True(height is >= 50 and <= 62 && !isCut, $"{path} at {width} px: {height} px high{(isCut ? ", and the name is cut" : "")}.");
                    starts.Add(start);
                }

                Assert.True(starts.Count == 1, $"The name begins at {string.Join(" and ", starts)} at {width} px.");
            }
        }
    }

    [Fact]
    public async Task Nothing_moves_while_a_page_with_the_chat_arrives()
    {
        var (forum, cast) = await StartAsync();
        await using var _ = forum;
        await cast.SayAsync(cast.Bob, "Hello");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.AddInitScriptAsync("""
            window.shifted = 0;
            new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value; })
              .observe({ type: 'layout-shift', buffered: true });
            """);
        foreach (var width in new[] { 1100, 1280 })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.GotoAsync("/b/general");
            await page.IslandsAreLiveAsync();
            Assert.Equal("dock", await page.Locator("body").GetAttributeAsync("data-beside"));
            Assert.True(await page.EvaluateAsync<double>("() => window.shifted") < .001, $"The page moved at {width} px.");
        }
    }

    [Fact]
    public async Task The_menus_work_without_JavaScript_and_by_keyboard()
    {
        var (forum, cast) = await StartAsync();
        await using var _ = forum;
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, JavaScript = false, Width = 390 });
        await page.GotoAsync("/b/general");
        var register = page.GetByRole(AriaRole.Link, new() { Name = "Register", Exact = true });
        await Expect(register).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in or register" }).ClickAsync();
        await Expect(register).ToBeVisibleAsync();

        await cast.SignInAsync(page, cast.Ada);
        foreach (var width in new[] { 390, 1280 })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.GotoAsync("/b/general");
            var button = page.GetByRole(AriaRole.Button, new() { Name = "Account menu" });
            await button.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            foreach (var name in new[] { "Ada View profile", "Settings", "Administration", "Switch theme" })
                await Expect(page.Locator("#account-menu").GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeInViewportAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("#account-menu")).ToBeHiddenAsync();
            await Expect(button).ToBeFocusedAsync();
        }

        await page.SignOutAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_search_field_is_a_key_away_and_knows_what_was_searched_for()
    {
        var (forum, cast) = await StartAsync();
        await using var _ = forum;
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, ReducedMotion = true });
        await page.GotoAsync("/");
        var (field, recent) = (page.Locator(".site-search input"), page.Locator(".recent-searches"));
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await page.Keyboard.PressAsync("/");
        await Expect(field).ToBeFocusedAsync();
        await Expect(recent).ToHaveCountAsync(0);
        foreach (var words in new[] { "slugs", "<b>pumpkin</b>", "Slugs" })
        {
            await page.GotoAsync("/");
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
            await page.Keyboard.PressAsync("/");
            await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(entry => entry.name.includes('recent'))");
            await field.FillAsync(words);
            await page.Keyboard.PressAsync("Enter");
            await page.IsAtAsync(@"/search\?");
        }

        await page.GotoAsync("/");
        await field.FocusAsync();
        await Expect(recent.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Slugs", "<b>pumpkin</b>"]);
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(recent.GetByRole(AriaRole.Link).Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(field).ToBeFocusedAsync();
        await Expect(recent).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await field.FocusAsync();
        await recent.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(recent).ToHaveCountAsync(0);
        Assert.Null(await page.EvaluateAsync<string?>("() => localStorage.getItem('forum-searches')"));
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Where_the_browser_stores_nothing_searching_still_works()
    {
        var (forum, _) = await StartAsync();
        await using var __ = forum;
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, ReducedMotion = true });
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('Blocked', 'SecurityError'); } });");
        await page.GotoAsync("/");
        await page.Locator(".site-search input").FocusAsync();
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(entry => entry.name.includes('recent'))");
        await page.Keyboard.TypeAsync("slugs");
        await page.Keyboard.PressAsync("Enter");
        await page.IsAtAsync(@"/search\?q=slugs$");
        await page.ShouldHaveNoProblemsAsync();
    }

    private static async Task<(TestForum Forum, Cast Cast)> StartAsync()
    {
        var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        Assert.True((await forum.Services.GetRequiredService<ChangeForumSettings>().RunAsync(cast.Ada, new ForumSettingsForm(LongName, ""))).IsDone);
        return (forum, cast);
    }

    // Where the name begins, how high the header is, and whether something of the name is missing.
    private static async Task<(double Start, double Height, bool IsCut)> MeasureAsync(IPage page)
    {
        var measured = await page.EvaluateAsync<string>("""
            () => {
              const name = document.querySelector('.brand-name');
              const range = document.createRange();
              range.selectNodeContents(name);
              const [text, box] = [range.getBoundingClientRect(), name.getBoundingClientRect()];
              const isCut = name.scrollHeight > name.clientHeight + 4 || name.scrollWidth > name.clientWidth + 1 || text.bottom > box.bottom + 4;
              return [document.querySelector('.brand').getBoundingClientRect().left, document.querySelector('.site-header').offsetHeight, isCut ? 1 : 0].join(' ');
            }
            """);
        var numbers = measured.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1], numbers[2] > 0);
    }
}
