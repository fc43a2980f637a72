using Bunit;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Tests.Support;
using Forum.Web.Boards;

namespace Forum.Tests.Boards;

public class BoardRowTests : DrawnTest
{
    private static readonly BoardView Board = new()
    {
        Id = 4,
        CategoryId = 1,
        CategoryName = "Talk",
        Name = "C# & <F#>",
        Slug = "c-f",
        Look = new BoardLook(BoardColor.Teal, "🎵"),
        Description = "All about <b>sharps</b>",
        Access = new BoardAccess(Role.Guest, Role.Member, Role.Member, false),
        ThreadCount = 1200,
        PostCount = 34567,
        Last = new LastPost(3, "The newest", "the-newest", 21, At, 7, "Cleo"),
    };

    [Fact]
    public void A_row_shows_the_board_its_counters_and_its_newest_post()
    {
        var row = Draw(Board);

        Assert.Equal(("C# & <F#>", "/b/c-f"), (row.Find(".board-name").TextContent, row.Find(".board-name").GetAttribute("href")));
        Assert.Equal("All about <b>sharps</b>", row.Find(".board-description").TextContent);
        Assert.Equal(["1,200 threads", "34,567 posts"], row.FindAll(".board-counts span").Select(part => part.TextContent));
        Assert.Equal(("The newest", "/t/3/the-newest?page=2#p21"),
            (row.Find(".board-last-title").TextContent, row.Find(".board-last-title").GetAttribute("href")));
        Assert.Empty(row.FindAll(".tag"));
    }

    [Theory]
    [InlineData(Role.Member, false, "Members")]
    [InlineData(Role.Moderator, false, "Staff")]
    [InlineData(Role.Administrator, false, "Staff")]
    [InlineData(Role.Guest, true, "Archived")]
    public void A_board_that_is_not_for_all_says_so(Role read, bool isArchived, string tag) =>
        Assert.Equal(tag, Draw(Board with { Access = new BoardAccess(read, Role.Administrator, Role.Administrator, isArchived) }).Find(".tag")
            .TextContent);

    [Fact]
    public void An_empty_board_says_so() =>
        Assert.Contains("No threads yet", Draw(Board with { Last = null }).Find(".board-last").TextContent, StringComparison.Ordinal);

    [Theory]
    [InlineData(7, "Cleo", "Cleo ·")]
    [InlineData(7, null, "Former member ·")]
    [InlineData(null, null, "Guest ·")]
    public void A_guest_is_called_one_and_so_is_a_former_member(int? authorId, string? name, string said) =>
        Assert.StartsWith(said, Draw(Board with { Last = Board.Last! with { AuthorId = authorId, AuthorName = name } }).Find(".board-last .muted").TextContent,
            StringComparison.Ordinal);

    private IRenderedComponent<BoardRow> Draw(BoardView board) => Render<BoardRow>(parts => parts.Add(p => p.Board, board));
}
