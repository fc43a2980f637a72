
namespace Forum.Tests.Markdown;

public class DirectionTests
{
    [Theory]
    [InlineData("שלום\n\nHello.", "<p dir=\"auto\">שלום</p>\n<p dir=\"auto\">Hello.</p>\n")]
    [InlineData("# שלום\n\n- Hello", "<h1 dir=\"auto\">שלום</h1>\n<ul dir=\"ltr\">\n<li dir=\"auto\">Hello</li>\n</ul>\n")]
    [InlineData("1. شكرا\n2. a", "<ol dir=\"rtl\">\n<li dir=\"auto\">شكرا</li>\n<li dir=\"auto\">a</li>\n</ol>\n")]
    [InlineData("> שלום", "<blockquote dir=\"rtl\">\n<p dir=\"auto\">שלום</p>\n</blockquote>\n")]
    [InlineData(":::spoiler שלום\nHello\n:::", "<details class=\"spoiler\"><summary dir=\"auto\">שלום</summary>\n<p dir=\"auto\">Hello</p>\n</details>\n")]
    [InlineData("Hello\n\nthere", "<p>Hello</p>\n<p>there</p>\n")]
    [InlineData("👍 жанна 漢字", "<p>👍 жанна 漢字</p>\n")]
    public void Each_paragraph_finds_its_own_direction(string markdown, string html) => Assert.Equal(html, Rendered.Post(markdown));

    [Fact]
    public void Cells_of_a_table_do_too() =>
        Assert.Contains("<td dir=\"auto\">שלום</td>\n<td dir=\"auto\">a</td>", Rendered.Post("|a|b|\n|-|-|\n|שלום|a|"), StringComparison.Ordinal);
}
