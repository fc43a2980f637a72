using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>A resumed circuit belongs to the viewer its page was rendered for, with their current permissions.</summary>
public class PausedAccessTests(Support.Browser browser) : PauseTest(browser)
{
    [Fact]
    public async Task Whose_role_changed_meanwhile_gets_the_page_again()
    {
        var page = await OpenAsync(Cast.Mona, "/");
        await Expect(page.Locator(".chat[data-moderator]")).ToHaveCountAsync(1);

        await page.HideAsync();
        await DemoteAsync();
        await page.LookAtAsync();

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator(".chat[data-moderator]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_circuit_of_one_member_is_not_taken_up_by_another_in_the_same_browser()
    {
        var page = await OpenAsync(Cast.Mona, "/");
        await page.HideAsync();
        await Cast.SignInAsync(page, Cast.Bob);
        await page.LookAtAsync();

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator($"html[data-member='{Cast.Bob.MemberId}']")).ToHaveCountAsync(1);
        await Expect(page.Locator(".chat[data-moderator]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_may_no_longer_read_a_board_is_let_into_nothing_of_it()
    {
        var thread = await Cast.StartThreadAsync(Cast.Ada, "Open for a while");
        var page = await OpenAsync(Cast.Bob, $"/t/{thread.ThreadId}/{thread.Slug}");
        await page.HideAsync();

        var queries = (BoardQueries)Forum.Services.GetService(typeof(BoardQueries))!;
        var boards = (ArrangeBoards)Forum.Services.GetService(typeof(ArrangeBoards))!;
        var home = await queries.HomeAsync(Cast.Ada, cancellation: TestContext.Current.CancellationToken);
        var board = home.SelectMany(category => category.Boards).Single(board => board.Slug == "general");
        var closed = new BoardForm(board.Id, board.CategoryId, board.Name, board.Description, Role.Moderator, Role.Moderator, Role.Moderator);
        Assert.True((await boards.SaveBoardAsync(Cast.Ada, closed, TestContext.Current.CancellationToken)).IsDone);
        await Cast.ReplyAsync(Cast.Ada, thread.ThreadId, "For moderators alone");
        await page.LookAtAsync();

        await Expect(page.Locator("article.post")).ToHaveCountAsync(0);
        await Expect(page.GetByText("For moderators alone")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_was_locked_meanwhile_sees_it_at_once()
    {
        var page = await OpenAsync(Cast.Bob, "/");
        await page.HideAsync();

        var change = (ChangeMemberStatus)Forum.Services.GetService(typeof(ChangeMemberStatus))!;
        Assert.True((await change.SetLockedAsync(Cast.Ada, Cast.Bob.MemberId!.Value, locked: true, TestContext.Current.CancellationToken)).IsDone);
        await page.LookAtAsync();

        await page.WaitForFunctionAsync("() => !window.isSamePage");
        await Expect(page.Locator("#chat-text")).ToHaveCountAsync(0);
    }

    private async Task DemoteAsync()
    {
        var change = (ChangeMemberStatus)Forum.Services.GetService(typeof(ChangeMemberStatus))!;
        var outcome = await change.SetRoleAsync(Cast.Ada, Cast.Mona.MemberId!.Value, Role.Member, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDone, outcome.Refusal?.Text);
    }
}
