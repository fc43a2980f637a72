using Bunit;
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
        Assert.Empty(row.FindAll(".tag"));
    }

    [Theory]
    [InlineData(0, "/t/3/bold-brave")]
    [InlineData(20, "/t/3/bold-brave?page=2#p21")]
    [InlineData(45, "/t/3/bold-brave")]
    public void Somebody_who_has_read_a_part_goes_on_where_they_left_off(int readUpTo, string target) =>
        Assert.Equal(target, DrawFor(Row, isUnread: false, readUpTo).QuerySelector(".thread-title a")!.GetAttribute("href"));

    [Fact]
    public void Pinned_and_locked_and_unread_are_said_in_words()
    {
        var row = DrawFor(Row with { IsPinned = true, IsLocked = true }, isUnread: true, readUpTo: 0);

        Assert.Equal(["Pinned", "Locked"], row.QuerySelectorAll(".tag").Select(tag => tag.TextContent));
        Assert.Equal(["thread-row", "unread", "pinned"], row.ClassList);
        Assert.Equal("Unread:", row.QuerySelector(".unread-mark")!.TextContent);
        Assert.DoesNotContain("unread", DrawFor(Row, isUnread: false, readUpTo: 0).ClassList);
    }

    [Fact]
    public void Guests_are_called_so()
    {
        var row = Draw(Row with { AuthorName = null, LastPosterId = null, LastPosterName = null });

        Assert.StartsWith("Guest", row.Find(".thread-meta").TextContent, StringComparison.Ordinal);
        Assert.Equal("Guest", row.Find(".thread-last .muted").TextContent);
    }

    [Fact]
    public void A_title_that_looks_like_the_row_s_own_html_is_left_alone()
    {
        var row = Row with { Title = "class=\"thread-row <a href=\"/t/3/bold-brave\">", LastPosterName = "x" };

        var drawn = DrawFor(row, isUnread: true, readUpTo: 20);

        Assert.Equal(row.Title, drawn.QuerySelector(".thread-title a")!.TextContent);
        Assert.Equal("/t/3/bold-brave?page=2#p21", drawn.QuerySelector(".thread-title a")!.GetAttribute("href"));
    }

    private IRenderedComponent<ThreadRowItem> Draw(ThreadRow row) => Render<ThreadRowItem>(parts => parts.Add(p => p.Thread, row));

    private AngleSharp.Dom.IElement DrawFor(ThreadRow row, bool isUnread, int readUpTo) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(ThreadRowMarkup.Of(row, Draw(row).Markup).For(isUnread, readUpTo)).QuerySelector("li")!;
}
