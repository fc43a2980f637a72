using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class PauseTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task A_hidden_page_gives_its_circuit_back_and_takes_it_up_with_what_was_missed_in_order()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Watched now and then");
        var page = await OpenAsync(forum, cast, cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        await cast.SayAsync(cast.Cleo, "Before the pause");
        await Expect(ChatTests.Message(page, "Before the pause")).ToBeVisibleAsync();
        await page.Locator("#reply-text").FillAsync("A reply half");
        await page.Locator("#chat-text").FillAsync("A message half");
        var top = await page.EvaluateAsync<double>("() => { scrollTo(0, 60); return scrollY; }");

        await PauseAsync(page);
        for (var number = 1; number <= 3; number++)
            await cast.SayAsync(cast.Cleo, $"Missed {number}");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Written during the pause");
        await Expect(ChatTests.Message(page, "Missed")).ToHaveCountAsync(0);
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();
        await LookAtAsync(page);

        await Expect(ChatTests.Message(page, "Missed 3")).ToBeVisibleAsync();
        Assert.Equal(
            ["Before the pause", "Missed 1", "Missed 2", "Missed 3"],
            (await page.Locator(".chat-text").AllInnerTextsAsync()).Select(text => text.Trim()));
        await Expect(page.Locator("#p2")).ToContainTextAsync("Written during the pause");
        await Expect(page.Locator("article.post")).ToHaveCountAsync(2);
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A reply half");
        await Expect(page.Locator("#chat-text")).ToHaveValueAsync("A message half");
        Assert.Equal(top, await page.EvaluateAsync<double>("scrollY"));
        Assert.True(await IsSamePageAsync(page));
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();

        // It lives: both ways, and again.
        await page.Locator("#chat-text").PressAsync("Enter");
        await Expect(ChatTests.Message(page, "A message half")).ToHaveCountAsync(1);
        await PauseAsync(page);
        await cast.SayAsync(cast.Cleo, "Missed again");
        await LookAtAsync(page);
        await Expect(ChatTests.Message(page, "Missed again")).ToHaveCountAsync(1);
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Live again");
        await Expect(page.Locator("#p3")).ToContainTextAsync("Live again");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Who_has_scrolled_up_in_the_chat_is_there_again_and_sees_what_is_unread()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        for (var number = 1; number <= 120; number++)
            await cast.SayAsync(cast.Cleo, $"Message number {number}.");
        var page = await OpenAsync(forum, cast, cast.Bob, "/");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-chat-scroll]').scrollTop > 500");
        await page.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 0; }");
        await Expect(page.Locator(".chat-message")).ToHaveCountAsync(100);
        await page.Locator("[data-chat-scroll]").EvaluateAsync("list => { list.scrollTop = 700; }");
        var before = await PlaceAsync(page);

        await PauseAsync(page);
        for (var number = 1; number <= 3; number++)
            await cast.SayAsync(cast.Cleo, $"Missed {number}");
        await LookAtAsync(page);

        await Expect(page.Locator(".chat-message")).ToHaveCountAsync(123);
        await Expect(page.Locator("[data-chat-badge]").First).ToHaveTextAsync("3");
        Assert.InRange(await PlaceAsync(page), before - 2, before + 2);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Whose_role_changed_meanwhile_gets_the_page_again()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, cast.Mona, "/");
        await Expect(page.Locator(".chat[data-moderator]")).ToHaveCountAsync(1);

        await PauseAsync(page);
        await DemoteAsync(forum, cast);
        await LookAtAsync(page);

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator(".chat[data-moderator]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_circuit_of_one_member_is_not_taken_up_by_another_in_the_same_browser()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, cast.Mona, "/");
        await PauseAsync(page);
        await cast.SignInAsync(page, cast.Bob);
        await LookAtAsync(page);

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator($"html[data-member='{cast.Bob.MemberId}']")).ToHaveCountAsync(1);
        await Expect(page.Locator(".chat[data-moderator]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_may_no_longer_read_a_board_is_let_into_nothing_of_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Open for a while");
        var page = await OpenAsync(forum, cast, cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        await PauseAsync(page);

        var queries = (BoardQueries)forum.Services.GetService(typeof(BoardQueries))!;
        var boards = (ArrangeBoards)forum.Services.GetService(typeof(ArrangeBoards))!;
        var home = await queries.HomeAsync(cast.Ada, cancellation: TestContext.Current.CancellationToken);
        var board = home.SelectMany(category => category.Boards).Single(board => board.Slug == "general");
        var closed = new BoardForm(board.Id, board.CategoryId, board.Name, board.Description, Role.Moderator, Role.Moderator, Role.Moderator);
        Assert.True((await boards.SaveBoardAsync(cast.Ada, closed, TestContext.Current.CancellationToken)).IsDone);
        await cast.ReplyAsync(cast.Ada, thread.ThreadId, "For moderators alone");
        await LookAtAsync(page);

        await Expect(page.Locator("article.post")).ToHaveCountAsync(0);
        await Expect(page.GetByText("For moderators alone")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_that_was_paused_for_too_long_is_loaded_again_once_the_server_can_be_reached()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Left open over lunch");
        var page = await OpenAsync(forum, cast, cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        await page.Locator("#reply-text").FillAsync("A reply half");
        await PauseAsync(page);
        await page.EvaluateAsync("() => { const now = Date.now; Date.now = () => now() + 2 * 60 * 60 * 1000; }");
        await page.Context.SetOfflineAsync(true);

        // On a busy machine the browser lets a last request through.
        await page.WaitForFunctionAsync("() => fetch('/alive', { cache: 'no-store' }).then(() => false, () => true)");

        await LookAtAsync(page);
        await Expect(page.Locator("#connection")).ToBeVisibleAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A reply half");
        Assert.True(await IsSamePageAsync(page));
        await page.Context.SetOfflineAsync(false);

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("A reply half");
    }

    [Fact]
    public async Task A_page_that_was_paused_while_the_forum_was_restarted_is_as_it_was()
    {
        using var data = await SeededDatabase.CopyAsync();
        var first = ForumProcess.Start(data.Start("--urls=http://127.0.0.1:0"));
        await using var ended = first;
        var address = await first.WaitForAddressAsync();
        var page = await NewPageAsync(new PageSetup { Site = address });
        await page.SignInByFormAsync("admin");
        await PauseAsync(page);

        first.Kill();
        await first.WaitForExitAsync();
        await LookAtAsync(page);
        await Expect(page.Locator("#connection")).ToBeVisibleAsync();
        await using var second = ForumProcess.Start(data.Start($"--urls={address}"));
        await second.WaitForAddressAsync();

        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'", null, new() { Timeout = 40_000 });
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator(".chat-message").First).ToBeVisibleAsync();
        await Expect(page.Locator("#connection")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_was_locked_meanwhile_sees_it_at_once()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, cast.Bob, "/");
        await PauseAsync(page);

        var change = (ChangeStanding)forum.Services.GetService(typeof(ChangeStanding))!;
        Assert.True((await change.SetLockedAsync(cast.Ada, cast.Bob.MemberId!.Value, locked: true, TestContext.Current.CancellationToken)).IsDone);
        await LookAtAsync(page);

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await Expect(page.Locator("#chat-text")).ToHaveCountAsync(0);
    }

    private static async Task DemoteAsync(TestForum forum, Cast cast)
    {
        var change = (ChangeStanding)forum.Services.GetService(typeof(ChangeStanding))!;
        var outcome = await change.SetRoleAsync(cast.Ada, cast.Mona.MemberId!.Value, Role.Member, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDone, outcome.Refusal?.Text);
    }

    private static Task<bool> IsSamePageAsync(IPage page) => page.EvaluateAsync<bool>("window.isSamePage === true");

    private static Task<double> PlaceAsync(IPage page) => page.EvaluateAsync<double>(
        """
        () => [...document.querySelectorAll('.chat-message')].find(message => message.textContent.includes('number 50.')).getBoundingClientRect().top
        """);

    private static async Task PauseAsync(IPage page)
    {
        await page.EvaluateAsync("() => { window.isSamePage = true; document.documentElement.dataset.pauseAfter = '0'; }");
        await ShowAsync(page, "hidden");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'paused'");
    }

    private static Task LookAtAsync(IPage page) => ShowAsync(page, "visible");

    private static async Task ShowAsync(IPage page, string state) => await page.EvaluateAsync(
        """
        state => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        state);

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, Viewer member, string path)
    {
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, member);
        await page.GotoAsync(path);
        await page.IslandsAreLiveAsync();
        return page;
    }
}
