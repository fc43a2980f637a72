
namespace Forum.Tests.Markdown;

public class BareUrlTests
{
    [Theory]
    [InlineData("see https://a.example/x_y_z.", "https://a.example/x_y_z")]
    [InlineData("(https://a.example/x)", "https://a.example/x")]
    [InlineData("https://a.example/x_(y)", "https://a.example/x_(y)")]
    [InlineData("**https://a.example/**", "https://a.example/")]
    [InlineData("HTTP://a.example!?", "HTTP://a.example")]
    [InlineData("http://localhost:5000/", "http://localhost:5000/")]
    [InlineData("||https://a.example||", "https://a.example")]
    [InlineData("漢字 https://例え.example/字", "https://例え.example/字")]
    [InlineData("（https://a.example/x）", "https://a.example/x")]
    [InlineData("「https://a.example/x」", "https://a.example/x")]
    [InlineData("«https://a.example/x»", "https://a.example/x")]
    [InlineData("„https://a.example/x“", "https://a.example/x")]
    [InlineData("【www.a.example】", "www.a.example")]
    [InlineData("见：https://a.example/x。", "https://a.example/x")]
    [InlineData("、https://a.example/x、https", "https://a.example/x")]
    [InlineData("https://a.example/x…", "https://a.example/x")]
    [InlineData("https://a.example/x…?", "https://a.example/x")]
    [InlineData("https://a.example/x！后", "https://a.example/x")]
    [InlineData("https://a.example/ж—", "https://a.example/ж")]
    public void A_bare_address_becomes_a_link_without_the_punctuation_around_it(string markdown, string shown)
    {
        var link = Rendered.Parse(Rendered.Post(markdown)).QuerySelector("a")!;
        Assert.Equal(shown, link.TextContent);
        Assert.Equal("nofollow ugc noopener", link.GetAttribute("rel"));
    }

    [Fact]
    public void An_address_that_begins_with_www_gets_https() =>
        Assert.Contains("<a href=\"https://www.a.example/x\"", Rendered.Post("www.a.example/x"), StringComparison.Ordinal);

    [Theory]
    [InlineData("xhttps://a.example")]
    [InlineData("https://")]
    [InlineData("www.")]
    [InlineData("www.nodot")]
    [InlineData("ftp://a.example")]
    [InlineData("`https://a.example`")]
    [InlineData("    https://a.example")]
    [InlineData("me@a.example")]
    public void Everything_else_stays_text(string markdown) => Assert.Null(Rendered.Parse(Rendered.Post(markdown)).QuerySelector("a"));

    [Fact]
    public void A_bare_address_in_the_text_of_a_link_makes_no_second_link() =>
        Assert.Equal("<p><a href=\"/x\">https://a.example</a></p>\n", Rendered.Post("[https://a.example](/x)"));
}
