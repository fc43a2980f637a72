using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Boards;

public class IgnoreBoardTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string Folded = "Ignored boards";

    [Fact]
    public async Task An_ignored_board_is_folded_on_the_home_page_of_whoever_ignores_it()
    {
        var (board, visitor) = (await forum.BoardAsync(), await forum.VisitorAsync(await forum.MemberAsync()));
        var other = await forum.VisitorAsync(await forum.MemberAsync());
        Assert.DoesNotContain(Folded, (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);

        var answer = await SwitchAsync(visitor, board);

        Assert.Equal((302, $"/b/{board.Slug}"), (answer.Status, answer.Location));
        var home = (await visitor.GetAsync("/")).Body;
        Assert.Single(Rows(home), row => row == board.Id);
        Assert.Contains(board.Id, Rows(home.Split(Folded)[1]));
        Assert.DoesNotContain(Folded, (await other.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Folded, (await forum.Guest().GetAsync("/")).Body, StringComparison.Ordinal);

        await SwitchAsync(visitor, board);
        home = (await visitor.GetAsync("/")).Body;
        Assert.DoesNotContain(Folded, home, StringComparison.Ordinal);
        Assert.Single(Rows(home), row => row == board.Id);
    }

    [Fact]
    public async Task Nothing_is_unread_on_an_ignored_board_and_everything_is_again_when_it_is_not_ignored_any_more()
    {
        var (board, member) = (await forum.BoardAsync(), await forum.MemberAsync());
        var visitor = await forum.VisitorAsync(member);
        await forum.ThreadAsync(boardId: board.Id);
        Assert.True(await HasUnreadAsync(visitor, board));

        await SwitchAsync(visitor, board);
        await forum.ThreadAsync(boardId: board.Id);
        Assert.False(await HasUnreadAsync(visitor, board));

        await SwitchAsync(visitor, board);
        Assert.True(await HasUnreadAsync(visitor, board));
    }

    [Fact]
    public async Task A_category_of_which_all_is_ignored_is_not_headed_any_more()
    {
        var visitor = await forum.VisitorAsync(await forum.MemberAsync());
        var boards = forum.Get<ArrangeBoards>();
        var (name, ada) = (forum.Fresh("Passed over "), forum.Ada);
        var categoryId = (await boards.SaveCategoryAsync(ada, null, name)).Value;
        var boardId = (await boards.SaveBoardAsync(ada, new BoardForm(null, categoryId, forum.Fresh("Alone "), "", Role.Guest, Role.Member, Role.Member))).Value;
        Assert.Contains(name, (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);

        await SwitchAsync(visitor, (await forum.SeenBoardAsync(ada, boardId))!);

        Assert.DoesNotContain(name, (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twice_is_once_and_a_board_that_there_is_not_is_none()
    {
        var (board, member) = (await forum.BoardAsync(), await forum.MemberAsync());
        for (var time = 0; time < 2; time++)
            Assert.Equal(board.Slug, (await forum.Get<IgnoreBoard>().RunAsync(member, board.Id, isIgnored: true)).Value);

        await using var db = await forum.Cast.OpenAsync();
        Assert.Equal(1, await db.IgnoredBoards.CountAsync(ignored => ignored.MemberId == member.MemberId));
        Assert.Equal([board.Id], (await forum.Cast.NowAsync(member)).IgnoredBoards);
        Assert.Same(Refusal.NotFound, (await forum.Get<IgnoreBoard>().RunAsync(member, int.MaxValue, isIgnored: true)).Refusal);
    }

    private static IEnumerable<int> Rows(string html) => System.Text.RegularExpressions.Regex.Matches(html, "id=\"board-(\\d+)\"").Select(match => int.Parse(match.Groups[1].Value, null));

    private static async Task<bool> HasUnreadAsync(Visitor visitor, BoardView board)
    {
        var page = (await visitor.GetAsync($"/b/{board.Slug}")).Body;
        Assert.Contains("class=\"thread-row ", page, StringComparison.Ordinal);
        return page.Contains("class=\"thread-row unread", StringComparison.Ordinal);
    }

    // Uses the button on the board's page.
    private static async Task<Answer> SwitchAsync(Visitor visitor, BoardView board) =>
        await visitor.PostAsync($"/b/{board.Id}/ignore", await visitor.OpenAsync($"/b/{board.Slug}", "name=\"isIgnored\""));
}
