using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Boards;

public sealed class ArrangeBoardsTests : IAsyncLifetime
{
    private TestForum _forum = null!;
    private Cast _cast = null!;

    private ArrangeBoards Arrange => _forum.Services.GetRequiredService<ArrangeBoards>();

    public async ValueTask InitializeAsync()
    {
        _forum = await TestForum.StartAsync();
        _cast = await Cast.SetUpAsync(_forum);
    }

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task Only_an_administrator_arranges_and_the_rest_are_told_what_a_stranger_is_told()
    {
        var board = await _cast.BoardIdAsync("general");
        foreach (var viewer in new[] { Viewer.Guest, _cast.Bob, _cast.Mona })
        {
            Assert.Same(Refusal.NotFound, (await Arrange.SaveCategoryAsync(viewer, null, "Mine")).Refusal);
            Assert.Same(Refusal.NotFound, (await Arrange.SaveBoardAsync(viewer, Form(1, "Mine"))).Refusal);
            Assert.Same(Refusal.NotFound, (await Arrange.MoveAsync(viewer, 1, board, true)).Refusal);
            Assert.Same(Refusal.NotFound, (await Arrange.ArchiveAsync(viewer, 1, board, true)).Refusal);
            Assert.Empty(await ReadAsync(viewer));
        }

        Assert.Same(Refusal.LockedOut, (await Arrange.SaveCategoryAsync(_cast.Lars, null, "Mine")).Refusal);
        Assert.Equal(2, (await ReadAsync(_cast.Ada)).Count);
    }

    [Fact]
    public async Task An_administrator_who_was_one_when_the_page_opened_is_none_when_the_act_runs()
    {
        var standing = _forum.Services.GetRequiredService<ChangeMemberStatus>();
        await standing.SetRoleAsync(_cast.Ada, _cast.Cleo.MemberId!.Value, Role.Administrator);
        var cleo = await _cast.NowAsync(_cast.Cleo);
        await standing.SetRoleAsync(_cast.Ada, _cast.Cleo.MemberId!.Value, Role.Member);

        Assert.True(cleo.IsAdministrator);
        Assert.Same(Refusal.NotFound, (await Arrange.SaveCategoryAsync(cleo, null, "Mine")).Refusal);
    }

    [Fact]
    public async Task A_name_is_something_that_is_seen_of_60_characters_at_the_most()
    {
        foreach (var name in new[] { null, "", "  \t\n ", "\u200b\u200d\u2060", new string('x', 61) })
        {
            Assert.Equal("Name", (await Arrange.SaveCategoryAsync(_cast.Ada, null, name)).Refusal?.Field);
            Assert.Equal("Name", (await Arrange.SaveBoardAsync(_cast.Ada, Form(1, name))).Refusal?.Field);
        }

        Assert.True((await Arrange.SaveCategoryAsync(_cast.Ada, null, new string('x', 60))).IsDone);
    }

    [Fact]
    public async Task Hostile_names_are_kept_as_the_text_that_they_are()
    {
        const string Hostile = "<script>alert(1)</script>'); DROP TABLE Boards;--";
        var id = (await Arrange.SaveBoardAsync(_cast.Ada, Form(1, $"  {Hostile}\n ", "\"><img src=x onerror=alert(1)>"))).Value;

        var board = await FindAsync(id);
        Assert.Equal(Hostile, board.Name);
        Assert.Equal("script-alert-1-script-drop-table-boards", board.Slug);
        using var guest = _forum.CreateClient();
        var home = await guest.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script>alert", home, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_has_300_characters_at_the_most()
    {
        Assert.Equal("Description", (await Arrange.SaveBoardAsync(_cast.Ada, Form(1, "Long", new string('x', 301)))).Refusal?.Field);
        Assert.True((await Arrange.SaveBoardAsync(_cast.Ada, Form(1, "Long", new string('x', 300)))).IsDone);
    }

    [Fact]
    public async Task Whoever_may_write_can_read()
    {
        var form = Form(1, "Secrets") with { ReadRole = Role.Moderator };
        Assert.Equal("ReadRole", (await Arrange.SaveBoardAsync(_cast.Ada, form with { StartRole = Role.Administrator })).Refusal?.Field);
        Assert.Equal("ReadRole", (await Arrange.SaveBoardAsync(_cast.Ada, form with { ReplyRole = Role.Administrator })).Refusal?.Field);
        Assert.Equal("ReadRole", (await Arrange.SaveBoardAsync(_cast.Ada, Form(1, "Odd") with { ReadRole = (Role)7 })).Refusal?.Field);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_changed()
    {
        Assert.Equal("CategoryId", (await Arrange.SaveBoardAsync(_cast.Ada, Form(99, "Nowhere"))).Refusal?.Field);
        Assert.Same(Refusal.NotFound, (await Arrange.SaveBoardAsync(_cast.Ada, Form(1, "Nothing") with { BoardId = 99 })).Refusal);
        Assert.Same(Refusal.NotFound, (await Arrange.SaveCategoryAsync(_cast.Ada, 99, "Nothing")).Refusal);
        Assert.Same(Refusal.NotFound, (await Arrange.MoveAsync(_cast.Ada, 99, null, true)).Refusal);
        Assert.Same(Refusal.NotFound, (await Arrange.MoveAsync(_cast.Ada, 1, 99, true)).Refusal);
        Assert.Same(Refusal.NotFound, (await Arrange.ArchiveAsync(_cast.Ada, 99, null, true)).Refusal);
    }

    [Fact]
    public async Task Boards_of_the_same_long_name_made_at_once_get_an_address_each()
    {
        var name = new string('x', Board.MaxNameLength);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Arrange.SaveBoardAsync(_cast.Ada, Form(1, name))));

        Assert.All(made, outcome => Assert.True(outcome.IsDone));
        var boards = (await ReadAsync(_cast.Ada))[0].Boards.Where(board => board.Name == name).ToList();
        Assert.Equal(8, boards.Select(board => board.Slug).Distinct().Count());
        Assert.All(boards, board => Assert.InRange(board.Slug.Length, 1, Board.MaxSlugLength));
        Assert.Equal(8, boards.Select(board => board.Position).Distinct().Count());
    }

    [Fact]
    public async Task A_board_that_is_added_or_comes_over_stands_at_the_end_also_where_another_has_left()
    {
        var first = await _cast.BoardIdAsync("announcements");
        await Arrange.SaveBoardAsync(_cast.Ada, Form(2, "Announcements") with { BoardId = first });
        await Arrange.SaveBoardAsync(_cast.Ada, Form(1, "Zebras"));

        Assert.Equal(["Introductions", "Zebras"], await NamesAsync(0));
        Assert.Equal(["General", "Help", "Staff room", "Announcements"], await NamesAsync(1));
    }

    [Fact]
    public async Task Up_and_down_change_the_order_and_stop_at_the_ends()
    {
        var help = await _cast.BoardIdAsync("help");
        await Arrange.MoveAsync(_cast.Ada, 2, help, down: false);
        await Arrange.MoveAsync(_cast.Ada, 2, help, down: false);
        Assert.Equal(["Help", "General", "Staff room"], await NamesAsync(1));

        await Arrange.MoveAsync(_cast.Ada, 2, null, down: false);
        Assert.Equal(["Talk", "Community"], (await ReadAsync(_cast.Ada)).Select(entry => entry.Category.Name));
    }

    [Fact]
    public async Task Many_moves_at_once_lose_no_board()
    {
        var help = await _cast.BoardIdAsync("help");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(step => Arrange.MoveAsync(_cast.Ada, 2, help, down: step % 2 == 0)));

        var boards = (await ReadAsync(_cast.Ada))[1].Boards;
        Assert.Equal([0, 1, 2], boards.Select(board => board.Position));
        Assert.Equal(["General", "Help", "Staff room"], boards.Select(board => board.Name).Order());
    }

    [Fact]
    public async Task An_archived_board_is_read_but_not_written_in_until_it_is_taken_back()
    {
        var general = await _cast.BoardIdAsync("general");
        await Arrange.ArchiveAsync(_cast.Ada, 2, general, archived: true);
        var queries = _forum.Services.GetRequiredService<BoardQueries>();
        var archived = await queries.FindAsync(_cast.Bob, general);
        Assert.NotNull(archived?.Access.RefusalToStart(_cast.Bob));

        await Arrange.ArchiveAsync(_cast.Ada, 2, general, archived: false);
        Assert.Null((await queries.FindAsync(_cast.Bob, general))!.Access.RefusalToStart(_cast.Bob));
    }

    private static BoardForm Form(int categoryId, string? name, string description = "") =>
        new(null, categoryId, name, description, Role.Guest, Role.Member, Role.Member);

    private Task<IReadOnlyList<(Category Category, IReadOnlyList<Board> Boards)>> ReadAsync(Viewer viewer) =>
        _forum.Services.GetRequiredService<BoardStructure>().ReadAsync(viewer);

    private async Task<IEnumerable<string>> NamesAsync(int category) => (await ReadAsync(_cast.Ada))[category].Boards.Select(board => board.Name);

    private async Task<Board> FindAsync(int id) => (await ReadAsync(_cast.Ada)).SelectMany(entry => entry.Boards).Single(board => board.Id == id);
}
