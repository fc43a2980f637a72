using Bunit;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Forum.Web.Threads;

namespace Forum.Tests.Threads;

public class ThreadRowItemTests : DrawnTest
{
    private static readonly ThreadRow Row = new()
    {
        Id = 3,
        BoardId = 1,
        BoardName = "C# & <F#>",
        BoardSlug = "c-f",
        BoardLook = new BoardLook(BoardColor.Teal, "🎵"),
        Excerpt = "How <b>bold</b> is it?",
        RecentPosters = "8,7",
        Faces = new FaceList([new MemberFace(8, "Cleo", null), new MemberFace(7, "Dora", null)]),
        Title = "<b>Bold</b> & brave",
        Slug = "bold-brave",
        AuthorName = "Bob",
        CreatedAt = At,
        LastNumber = 45,
        ReplyCount = 44,
        ViewCount = 12345,
        LastPostAt = At,
        LastPosterId = 8,
        LastPosterName = "Cleo",
        IsPinned = false,
        IsLocked = false,
    };

    [Fact]
    public void A_row_leads_to_the_thread_and_to_its_newest_post()
    {
        var row = Draw(Row);

        Assert.Equal(("<b>Bold</b> & brave", "/t/3/bold-brave"),
            (row.Find(".thread-title a").TextContent, row.Find(".thread-title a").GetAttribute("href")));
        Assert.Equal("/t/3/bold-brave?page=3#p45", row.Find(".thread-last a").GetAttribute("href"));
        Assert.Equal(["44 replies", "12,345 views"], row.FindAll(".thread-counts span").Select(part => part.TextContent));
        Assert.Equal(("thread-3", "8"), (row.Find("li").Id, row.Find("li").GetAttribute("data-last-poster")));
        Assert.Empty(row.FindAll(".state"));
        Assert.Equal(("C# & <F#>", "/b/c-f"), (row.Find(".board-chip").TextContent.Replace("🎵", "", StringComparison.Ordinal), row.Find(".board-chip").GetAttribute("href")));
        Assert.Equal("How <b>bold</b> is it?", row.Find(".thread-excerpt").TextContent);
        Assert.Equal("Also replied: Cleo, Dora", row.Find(".thread-faces .visually-hidden").TextContent);
    }

    [Theory]
    [InlineData(null, "/t/3/bold-brave")]
    [InlineData(21, "/t/3/bold-brave?page=2#p21")]
    public void Somebody_who_has_read_a_part_goes_on_where_they_left_off(int? continueAt, string target) =>
        Assert.Equal(target, DrawFor(Row, new(false, continueAt)).QuerySelector(".thread-title a")!.GetAttribute("href"));

    [Theory]
    [InlineData(0, true, null)]
    [InlineData(20, true, 21)]
    [InlineData(45, false, null)]
    public void A_row_is_unread_and_goes_on_after_what_was_read(int readUpTo, bool isUnread, int? continueAt)
    {
        var viewer = new Viewer(9, "Dora", Role.Member);

        Assert.Equal(new ThreadRowReader(isUnread, continueAt), ThreadRowReader.Of(viewer, Row, readUpTo, isIgnored: false));
        Assert.Equal(new ThreadRowReader(false, continueAt), ThreadRowReader.Of(viewer, Row, readUpTo, isIgnored: true));
        Assert.False(ThreadRowReader.Of(viewer with { MemberId = Row.LastPosterId }, Row, readUpTo, isIgnored: false).IsUnread);
        Assert.False(ThreadRowReader.Of(viewer with { JoinedAt = At }, Row, readUpTo, isIgnored: false).IsUnread);
        Assert.Equal(default, ThreadRowReader.Of(Viewer.Guest, Row, readUpTo: 0, isIgnored: false));
    }

    [Fact]
    public void Pinned_and_locked_and_unread_are_said_in_words()
    {
        var row = DrawFor(Row with { IsPinned = true, IsLocked = true }, new(true, null));

        Assert.Equal(["Pinned", "Locked"], row.QuerySelectorAll(".state").Select(state => state.TextContent));
        Assert.Equal(["thread-row", "unread", "pinned"], row.ClassList);
        Assert.Equal("Unread:", row.QuerySelector(".unread-mark")!.TextContent);
        Assert.DoesNotContain("unread", DrawFor(Row, default).ClassList);
    }

    [Fact]
    public void What_is_new_to_a_reader_is_counted_and_leads_there()
    {
        var chip = DrawFor(Row, new(true, 43)).QuerySelector(".new-chip")!;

        Assert.Equal(("3 new", "/t/3/bold-brave?page=3#p43"), (chip.TextContent, chip.GetAttribute("href")));
        Assert.Null(DrawFor(Row, new(false, 43)).QuerySelector(".new-chip"));
        Assert.Null(DrawFor(Row, default).QuerySelector("forum-new"));
    }

    [Fact]
    public void Guests_are_called_so()
    {
        var row = Draw(Row with { AuthorName = null, LastPosterId = null, LastPosterName = null });

        Assert.StartsWith("Guest", row.Find(".thread-meta > span").TextContent, StringComparison.Ordinal);
        Assert.Equal("Guest", row.Find(".thread-last .muted").TextContent);
    }

    [Fact]
    public void A_title_that_looks_like_the_row_s_own_html_is_left_alone()
    {
        var row = Row with { Title = "class=\"thread-row <a href=\"/t/3/bold-brave\">", LastPosterName = "x" };

        var drawn = DrawFor(row, new(true, 21));

        Assert.Equal(row.Title, drawn.QuerySelector(".thread-title a")!.TextContent);
        Assert.Equal("/t/3/bold-brave?page=2#p21", drawn.QuerySelector(".thread-title a")!.GetAttribute("href"));
    }

    private IRenderedComponent<ThreadRowItem> Draw(ThreadRow row) => Render<ThreadRowItem>(parts => parts.Add(p => p.Thread, row));

    private AngleSharp.Dom.IElement DrawFor(ThreadRow row, ThreadRowReader reader) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            new ThreadRowMarkup(row, Draw(row).Markup, new HashSet<string>()).For(reader, static (_, _) => "", static count => $"{count} new")).QuerySelector("li")!;
}
