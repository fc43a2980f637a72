using Bunit;
using Forum.Tests.Support;
using Forum.Web.Components;

namespace Forum.Tests.Components;

public class PagerTests : DrawnTest
{
    [Theory]
    [InlineData(1, 2, "[1] 2 ›")]
    [InlineData(1, 1000, "[1] 2 3 … 1000 ›")]
    [InlineData(2, 5, "‹ 1 [2] 3 4 5 ›")]
    [InlineData(5, 5, "‹ 1 2 3 4 [5]")]
    [InlineData(4, 20, "‹ 1 2 3 [4] 5 6 … 20 ›")]
    [InlineData(5, 20, "‹ 1 2 3 4 [5] 6 7 … 20 ›")]
    [InlineData(10, 20, "‹ 1 … 8 9 [10] 11 12 … 20 ›")]
    [InlineData(20, 20, "‹ 1 … 18 19 [20]")]
    public void A_pager_shows_the_ends_and_the_neighbours(int page, int count, string shown)
    {
        var pager = Draw(page, count);

        Assert.Equal(shown, string.Join(' ', pager.Find("nav").Children.Select(part =>
            part.HasAttribute("aria-current") && part.TagName == "SPAN" ? $"[{part.TextContent}]" : part.TextContent)));
    }

    [Fact]
    public void One_page_needs_no_pager() => Assert.Equal("", Draw(1, 1).Markup.Trim());

    [Fact]
    public void Each_number_leads_to_its_page_and_the_first_to_the_plain_address()
    {
        var pager = Draw(2, 3);

        Assert.Equal(["/b/general", "/b/general", "/b/general?page=3", "/b/general?page=3"], pager.FindAll("a")
            .Select(link => link.GetAttribute("href")));
        Assert.Equal(["Previous page", "Page 1", "Page 3", "Next page"], pager.FindAll("a").Select(link => link.GetAttribute("aria-label")));
        Assert.Equal("page", pager.Find("span").GetAttribute("aria-current"));
    }

    private IRenderedComponent<Pager> Draw(int page, int count) =>
        Render<Pager>(pager => pager.Add(p => p.Page, page).Add(p => p.PageCount, count).Add(p => p.Link, Link));
}
