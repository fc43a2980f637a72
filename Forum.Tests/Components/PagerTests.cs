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

        Assert.Equal(shown, string.Join(' ', pager.Find("nav").Children.Where(part => !IsForPhones(part)).Select(part =>
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
        Assert.Equal("page", pager.Find(".pager-page:not(a)").GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData(1, 2, "(«) (‹) Page 1 of 2 › (»)")]
    [InlineData(1, 3, "(«) (‹) Page 1 of 3 › »")]
    [InlineData(2, 3, "(«) ‹ Page 2 of 3 › (»)")]
    [InlineData(5, 9, "« ‹ Page 5 of 9 › »")]
    [InlineData(9, 9, "« ‹ Page 9 of 9 (›) (»)")]
    public void A_phone_has_one_row_whose_steps_keep_their_places(int page, int count, string shown)
    {
        var pager = Draw(page, count);

        Assert.Equal(shown, string.Join(' ', pager.FindAll(".pager-step, .pager-place").Select(part =>
            part.ClassList.Contains("pager-nowhere") ? $"({part.TextContent})" : part.TextContent)));
        Assert.All(pager.FindAll(".pager-nowhere"), part => Assert.Equal("true", part.GetAttribute("aria-hidden")));
        if (page == 5)
            Assert.Equal(["/b/general", "/b/general?page=4", "/b/general?page=6", "/b/general?page=9"], pager.FindAll(".pager-step").Select(step => step.GetAttribute("href")));
    }

    private static bool IsForPhones(AngleSharp.Dom.IElement part) =>
        part.ClassList.Any(name => name is "pager-first" or "pager-last" or "pager-nowhere" or "pager-place");

    private IRenderedComponent<Pager> Draw(int page, int count) =>
        Render<Pager>(pager => pager.Add(p => p.Page, page).Add(p => p.PageCount, count).Add(p => p.Link, Link));
}
