
namespace Forum.Tests.Markdown;

public class CommonMarkTests
{
    [Fact]
    public void Blocks_render_as_CommonMark_says()
    {
        var html = Rendered.Post("# Title\n\nOne *two* **three**\nfour\n\n> quoted\n\n---\n\n    indented\n");
        Assert.Equal(
            "<h1>Title</h1>\n<p>One <em>two</em> <strong>three</strong>\nfour</p>\n<blockquote>\n<p>quoted</p>\n</blockquote>\n<hr />\n"
            + "<pre><code>indented\n</code></pre>\n",
            html);
    }

    [Theory]
    [InlineData("- one\n- two\n", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n")]
    [InlineData("- one\n\n- two\n", "<ul>\n<li>\n<p>one</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ul>\n")]
    [InlineData("3) one\n4) two\n", "<ol start=\"3\">\n<li>one</li>\n<li>two</li>\n</ol>\n")]
    [InlineData("1. one\n   - deep\n", "<ol>\n<li>one\n<ul>\n<li>deep</li>\n</ul>\n</li>\n</ol>\n")]
    [InlineData("-\n- # two\n", "<ul>\n<li></li>\n<li>\n<h1>two</h1>\n</li>\n</ul>\n")]
    [InlineData("- [x]: /y\n", "<ul>\n<li></li>\n</ul>\n")]
    public void Lists_have_the_line_breaks_of_the_specification(string markdown, string html) => Assert.Equal(html, Rendered.Post(markdown));

    [Theory]
    [InlineData("[a](/x \"t\")", "<p><a href=\"/x\" title=\"t\">a</a></p>\n")]
    [InlineData("[a]\n\n[a]: /x", "<p><a href=\"/x\">a</a></p>\n")]
    [InlineData("![some *alt*](/x.png)", "<p><img src=\"/x.png\" alt=\"some alt\" /></p>\n")]
    [InlineData("a  \nb\\\nc", "<p>a<br />\nb<br />\nc</p>\n")]
    [InlineData("&copy; \\*", "<p>© *</p>\n")]
    public void Inlines_render_as_CommonMark_says(string markdown, string html) => Assert.Equal(html, Rendered.Post(markdown));

    [Theory]
    [InlineData("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")]
    [InlineData("<div onclick=\"x\">\n\n*y*", "<p>&lt;div onclick=&quot;x&quot;&gt;</p>\n<p><em>y</em></p>\n")]
    [InlineData("<!-- never closed\n\n*y*", "<p>&lt;!-- never closed</p>\n<p><em>y</em></p>\n")]
    public void Raw_html_is_shown_as_typed(string markdown, string html) => Assert.Equal(html, Rendered.Post(markdown));

    [Fact]
    public void Strikethrough_takes_two_tildes()
    {
        Assert.Equal("<p><del>gone</del></p>\n", Rendered.Post("~~gone~~"));
        Assert.Equal("<p>~5 and ~6</p>\n", Rendered.Post("~5 and ~6"));
    }

    [Fact]
    public void Short_codes_are_emoji_and_smileys_stay_text()
    {
        Assert.Equal("<p>😄 :) :nonsense:</p>\n", Rendered.Post(":smile: :) :nonsense:"));
        Assert.Equal("<p><code>:smile:</code></p>\n", Rendered.Post("`:smile:`"));
    }
}
