using System.Text;

namespace Forum.Tests.Markdown;

public class OddTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\n\n\t\n")]
    public void White_space_alone_is_nothing(string markdown)
    {
        Assert.Equal("", Rendered.Post(markdown));
        Assert.Equal("", Rendered.Chat(markdown));
    }

    [Fact]
    public void Null_characters_become_the_replacement_character() => Assert.Equal("<p>a\ufffdb</p>\n", Rendered.Post("a\0b"));

    [Theory]
    [InlineData("a\ud800b")]
    [InlineData("[a](/\udc00)")]
    [InlineData("@bob\ud800")]
    [InlineData("```\udfff\n\ud800\n```")]
    public void Half_a_surrogate_pair_never_reaches_the_page(string markdown)
    {
        var html = Rendered.Post(markdown);
        Assert.Equal(html, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(html)));
    }

    [Fact]
    public void Characters_that_turn_the_direction_are_kept() => Assert.Equal("<p>a \u202eb\u202c</p>\n", Rendered.Post("a \u202eb\u202c"));

    [Fact]
    public void Windows_line_ends_are_line_ends() => Assert.Equal("<p>a\nb</p>\n<p>c</p>\n", Rendered.Post("a\r\nb\r\n\r\nc\r\n"));

    [Fact]
    public void Quotes_beyond_a_readable_depth_are_text()
    {
        var body = Rendered.Parse(Rendered.Post(new string('>', 10_000) + " deep"));
        Assert.InRange(body.QuerySelectorAll("blockquote").Length, 20, 60);
        Assert.EndsWith("> deep", body.TextContent.TrimEnd('\n'), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_the_parser_gives_up_on_is_shown_as_typed()
    {
        var deep = string.Concat(Enumerable.Repeat("*a **b ", 200)) + string.Concat(Enumerable.Repeat("b** a* ", 200)) + "<i>\n@bob";
        var parsed = Rendered.Markdown.ParsePost(deep);
        Assert.Contains("&lt;i&gt;", parsed.ToHtml(Rendered.Members), StringComparison.Ordinal);
        Assert.NotEmpty(parsed.ToPlainText(100));
    }

    [Fact]
    public void Nothing_at_all_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentNullException>(() => Rendered.Post(null!));

    [Fact]
    public async Task One_renderer_serves_many_threads()
    {
        const string Text = "# a\n\n*b* @bob ||c|| [d](/e)[^1]\n\n[^1]: f\n\n|g|h|\n|-|-|\n|i|j|";
        var parsed = Rendered.Markdown.ParsePost(Text);
        var expected = Rendered.Post(Text);
        var tasks = Enumerable.Range(0, 8).Select(i => Task.Run(
            () => Enumerable.Range(0, 50).All(_ => expected == (i % 2 == 0 ? parsed.ToHtml(Rendered.Members, "p1-") : Rendered.Post(Text)))));
        Assert.All(await Task.WhenAll(tasks), Assert.True);
    }
}
