using AngleSharp.Html.Parser;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Tests.Support;

namespace Forum.Tests.Threads;

/// <summary>The form for a new thread, in a board of its own or in any.</summary>
public class NewThreadPageTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string Form = "value=\"new-thread\"";

    [Fact]
    public async Task Only_boards_in_which_the_viewer_may_start_threads_are_offered_by_category()
    {
        var open = await forum.BoardAsync();
        var closed = await forum.BoardAsync(start: Role.Moderator);
        var hidden = await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator);
        var archived = await forum.BoardAsync();
        await forum.ArchiveAsync(archived);

        var bob = await OffersAsync(forum.Bob);
        var mona = await OffersAsync(forum.Mona);

        Assert.Contains((open.CategoryName, open.Name), bob);
        Assert.All([closed, hidden, archived], board => Assert.DoesNotContain((board.CategoryName, board.Name), bob));
        Assert.All([open, closed, hidden], board => Assert.Contains((board.CategoryName, board.Name), mona));
        Assert.DoesNotContain((archived.CategoryName, archived.Name), mona);
    }

    [Fact]
    public async Task A_thread_is_started_in_the_chosen_board_from_either_page_and_once_when_it_is_sent_again()
    {
        var (usual, chosen) = (await forum.BoardAsync(), await forum.BoardAsync());
        var bob = await forum.VisitorAsync(forum.Bob);

        foreach (var page in new[] { "/new", $"/new?board={usual.Slug}", $"/b/{usual.Slug}/new" })
        {
            var form = await TypedAsync(bob, page, chosen.Id.ToString(null as IFormatProvider));
            var answers = new[] { await bob.PostAsync(page, form), await bob.PostAsync(page, form) };

            Assert.All(answers, answer => Assert.Equal((302, answers[0].Location), (answer.Status, answer.Location)));
            Assert.StartsWith("/t/", answers[0].Location, StringComparison.Ordinal);
        }

        Assert.Equal(3, (await forum.RowsAsync(forum.Bob, chosen.Id)).Count);
        Assert.Empty(await forum.RowsAsync(forum.Bob, usual.Id));
    }

    [Fact]
    public async Task A_board_that_is_missing_hidden_or_closed_meanwhile_is_refused_at_its_field_and_what_was_typed_stays()
    {
        var hidden = await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator);
        var archived = await forum.BoardAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        var before = await ThreadCountAsync();
        foreach (var (board, why) in new[]
                 {
                     ("", "Choose a board."), ("abc", "Choose a board."), ("99999999999", "Choose a board."), ("-1", "Choose a board."),
                     ($"{hidden.Id}", "Choose a board."), ($"{archived.Id}", "This board is archived. It's read-only."),
                 })
        {
            var form = await TypedAsync(bob, "/new", board);
            if (board == $"{archived.Id}")
                await forum.ArchiveAsync(archived);

            var answer = await bob.PostAsync("/new", form);

            var page = new HtmlParser().ParseDocument(answer.Body);
            Assert.Equal((200, why), (answer.Status, page.QuerySelector("#board-problem")?.TextContent));
            Assert.Equal("board-problem", page.QuerySelector("#board")!.GetAttribute("aria-describedby"));
            Assert.Equal("A long title", page.QuerySelector("#title")!.GetAttribute("value"));
            Assert.Equal("An hour of <writing>", page.QuerySelector("#text")!.TextContent.Trim());
        }

        Assert.Equal(before, await ThreadCountAsync());
    }

    [Fact]
    public async Task A_refused_text_keeps_the_chosen_board()
    {
        var board = await forum.BoardAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        var form = await TypedAsync(bob, "/new", $"{board.Id}");
        form["Form.Text"] = " ";

        var page = new HtmlParser().ParseDocument((await bob.PostAsync("/new", form)).Body);

        Assert.NotNull(page.QuerySelector("#text-problem"));
        Assert.Equal(board.Name, page.QuerySelector("#board option[selected]")?.TextContent);
    }

    [Fact]
    public async Task A_guest_signs_in_first_unless_there_is_a_board_for_guests()
    {
        await using var fresh = new CastForum();
        await fresh.InitializeAsync();
        using var guest = fresh.Guest();
        var redirected = await guest.GetAsync("/new");
        Assert.Equal((302, "/sign-in?returnUrl=%2Fnew"), (redirected.Status, new Uri(fresh.Forum.Address, redirected.Location!).PathAndQuery));

        var board = await fresh.BoardAsync(start: Role.Guest);
        var form = await TypedAsync(guest, $"/new?board={board.Slug}", null);
        var answer = await guest.PostAsync("/new", form);

        Assert.Equal(302, answer.Status);
        Assert.Single(await fresh.RowsAsync(fresh.Bob, board.Id));
    }

    private async Task<List<(string Category, string Board)>> OffersAsync(Viewer viewer)
    {
        var page = new HtmlParser().ParseDocument((await (await forum.VisitorAsync(viewer)).GetAsync("/new")).Body);
        return [.. page.QuerySelectorAll("#board optgroup > option").Select(static option => (option.ParentElement!.GetAttribute("label")!, option.TextContent))];
    }

    private static async Task<Dictionary<string, string>> TypedAsync(Visitor visitor, string page, string? board)
    {
        var form = await visitor.OpenAsync(page, Form);
        form["Form.Title"] = "A long title";
        form["Form.Text"] = "An hour of <writing>";
        if (board is not null)
            form["Form.Board"] = board;
        return form;
    }

    private async Task<int> ThreadCountAsync() =>
        (await forum.Get<BoardQueries>().HomeAsync(forum.Ada)).Sum(static category => category.Boards.Sum(static board => board.ThreadCount));
}
