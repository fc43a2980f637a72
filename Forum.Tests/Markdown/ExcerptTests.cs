
namespace Forum.Tests.Markdown;

public class ExcerptTests
{
    [Theory]
    [InlineData("# Hi *there*\n\nYou & `me`\nand\n\n- x\n- y", "Hi there You & me and x y")]
    [InlineData("![a cat](/c.png) [link](/x) :smile: @bob", "a cat link 😄 @bob")]
    [InlineData("||he dies|| ok", "[spoiler] ok")]
    [InlineData(":::spoiler End\nhe dies\n:::\nok", "End [spoiler] ok")]
    [InlineData("a | b\n- | -\n1 | 2", "a b 1 2")]
    [InlineData("x[^1]\n\n[^1]: note", "x")]
    [InlineData("```\ncode\n```", "code")]
    [InlineData("<b> vector<std::string> &lt;", "<b> vector<std::string> <")]
    [InlineData("  \n\n ", "")]
    public void The_text_stands_without_markup_on_one_line(string markdown, string text) =>
        Assert.Equal(text, Rendered.Markdown.ParsePost(markdown).ToPlainText(200));

    [Theory]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("one two three", 12, "one two…")]
    [InlineData("one, two", 5, "one…")]
    [InlineData("abcdefgh", 4, "abc…")]
    [InlineData("😀😀😀", 4, "😀…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("👩‍💻👩‍💻", 8, "👩‍💻…")]
    [InlineData("👩‍💻👩‍💻", 5, "…")]
    [InlineData("abc", 1, "…")]
    public void A_long_text_is_cut_at_a_word(string markdown, int maxLength, string text) =>
        Assert.Equal(text, Rendered.Markdown.ParsePost(markdown).ToPlainText(maxLength));

    [Fact]
    public void A_length_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rendered.Markdown.ParsePost("x").ToPlainText(0));
}
