using Forum.Core.Access;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts.Reactions;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>
/// The bell while its page is open: notifications that arrive, and notifications that are read elsewhere.
/// </summary>
public class NotificationTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task The_count_moves_when_something_arrives_and_when_it_is_read_in_another_tab()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        var tab = await page.Context.NewPageAsync();
        foreach (var one in new[] { page, tab })
        {
            await one.GotoAsync("/");
            await one.IslandsAreLiveAsync();
        }

        var withoutChat = await page.Context.NewPageAsync();
        await withoutChat.GotoAsync("/settings/profile");

        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "A reply for @Bob");
        foreach (var one in new[] { page, tab, withoutChat })
            await Expect(one.GetByRole(AriaRole.Link, new() { Name = "1 unread notification" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-bell-said]")).ToHaveTextAsync("1 unread notification");
        await page.ShouldHaveNoAxeViolationsAsync();

        await tab.GetByRole(AriaRole.Link, new() { Name = "1 unread notification" }).ClickAsync();
        await tab.GetByRole(AriaRole.Link, new() { Name = "Cleo mentioned you in A thread" }).ClickAsync();
        await Expect(tab.Locator("#p2")).ToBeVisibleAsync();
        foreach (var one in new[] { page, tab, withoutChat })
            await Expect(one.Locator("[data-bell]")).ToHaveAccessibleNameAsync("Notifications");

        // A notification for the open page doesn't count: the bell is updated, but ends up at zero.
        await page.Locator("[data-bell]").EvaluateAsync(
            "bell => { window.told = []; new MutationObserver(() => told.push(bell.dataset.bell)).observe(bell, { attributeFilter: ['data-bell'] }); }");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Another for @Bob");
        await Expect(tab.Locator("#p3")).ToBeVisibleAsync();
        await IsReadAsync(cast, cast.Bob, post: 3);
        await page.WaitForFunctionAsync("() => told.at(-1) === '0'");
        await Expect(page.Locator("[data-bell-count]")).ToBeHiddenAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_full_list_and_the_choices_have_no_barrier_and_fit()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await FillAsync(forum, cast);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Ada);
        foreach (var path in new[] { "/notifications", "/watching", "/settings/notifications", "/b/general", "/t/1/x" })
        {
            await page.GotoAsync(path);
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
            await page.ShouldHaveNoAxeViolationsAsync();
            foreach (var (width, scheme) in new[] { (320, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Light) })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SaveLookAsync($"bell-{scheme}-{width}{path.Replace('/', '-')}");
                Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{path} is wider than {width}.");
                if (scheme is ColorScheme.Dark)
                    await page.ShouldHaveNoAxeViolationsAsync();
            }
        }

        await page.ShouldHaveNoProblemsAsync();
    }

    private static Task IsReadAsync(Cast cast, Viewer member, int post) => Eventually.HoldsAsync(
        async () =>
        {
            await using var db = await cast.OpenAsync();
            return await db.Notifications.AnyAsync(told => told.MemberId == member.MemberId && told.PostNumber == post && !told.IsUnread);
        },
        () => $"{member.Name} has not read post {post}.");

    private static async Task FillAsync(TestForum forum, Cast cast)
    {
        var own = await cast.StartThreadAsync(cast.Ada, "Which lens for birds at dusk?");
        var other = await cast.StartThreadAsync(cast.Bob, "A walk along the river");
        await cast.ReplyAsync(cast.Cleo, other.ThreadId, "Lovely, @Ada should see this");
        for (var i = 0; i < 5; i++)
            await cast.ReplyAsync(cast.Bob, own.ThreadId, "I would take the longer one.");
        long postId;
        await using (var db = await cast.OpenAsync())
            postId = db.Posts.First(post => post.ThreadId == own.ThreadId).Id;
        foreach (var member in new[] { cast.Bob, cast.Cleo, cast.Mona })
            Assert.True((await forum.Services.GetRequiredService<ReactToPost>().RunAsync(member, postId, ReactionKind.Like)).IsDone);
        Assert.True((await forum.Services.GetRequiredService<WatchBoard>().RunAsync(cast.Ada, await cast.BoardIdAsync("help"), true)).IsDone);
        await cast.StartThreadAsync(cast.Mona, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", board: "help");
        Assert.True((await forum.Services.GetRequiredService<FollowMember>().FollowAsync(cast.Cleo, cast.Ada.MemberId!.Value)).IsDone);
    }
}
