
namespace Forum.Tests.Markdown;

public class ChatTests
{
    [Theory]
    [InlineData("a\nb", "<p>a<br />\nb</p>\n")]
    [InlineData("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n")]
    [InlineData("[a](/x) :tada:", "<p><a href=\"/x\">a</a> 🎉</p>\n")]
    [InlineData("www.a.example", "<p><a href=\"https://www.a.example\" rel=\"nofollow ugc noopener\">www.a.example</a></p>\n")]
    [InlineData("```js\nlet\n```", "<pre><code class=\"language-js\"><span class=\"tok-keyword\">let</span>\n</code></pre>\n")]
    public void Inline_markup_and_fenced_code_work(string markdown, string html) => Assert.Equal(html, Rendered.Chat(markdown));

    [Fact]
    public void Mentions_and_spoilers_work()
    {
        var body = Rendered.Parse(Rendered.Chat("@bob ||boo||"));
        Assert.Equal("Bob", body.QuerySelector("a.mention")!.GetAttribute("data-member"));
        Assert.Equal("boo", body.QuerySelector("span.spoiler")!.TextContent);
    }

    [Theory]
    [InlineData("# no heading")]
    [InlineData("not\n===")]
    [InlineData("- no list")]
    [InlineData("1. no list")]
    [InlineData("- [ ] no task")]
    [InlineData("> no quote")]
    [InlineData("---")]
    [InlineData("a|b\n-|-\nc|d")]
    [InlineData("![no](/image.png \"t\")")]
    [InlineData("x ![no *em*](/image.png) y")]
    [InlineData("[a]: /definition")]
    [InlineData("[^a]: note")]
    [InlineData(":::spoiler\nx\n:::")]
    [InlineData("<b>no html</b>")]
    [InlineData("<!-- -->")]
    public void Everything_else_is_shown_as_typed(string markdown)
    {
        var body = Rendered.Parse(Rendered.Chat(markdown));
        Assert.Equal(markdown, body.TextContent.TrimEnd('\n'));
        Assert.All(body.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, (string[])["p", "br"]));
    }

    [Fact]
    public void An_indented_line_is_no_code() => Assert.Equal("<p>x</p>\n", Rendered.Chat("      x"));
}
