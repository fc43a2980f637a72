
namespace Forum.Tests.Markdown;

public class LinkSafetyTests
{
    private const string Rel = "rel=\"nofollow ugc noopener\"";

    [Theory]
    [InlineData("https://a.example/")]
    [InlineData("HTTP://a.example/")]
    [InlineData("//a.example/")]
    [InlineData("/\\a.example/")]
    public void Links_to_other_sites_are_marked(string target)
    {
        Assert.Contains(Rel, Rendered.Post($"[a](<{target.Replace("\\", "\\\\", StringComparison.Ordinal)}>)"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/t/5/slug?page=2#p7")]
    [InlineData("#p7")]
    [InlineData("?page=2")]
    [InlineData("slug:x/")]
    [InlineData("mailto:a@b.example")]
    public void Links_within_the_forum_and_mail_are_not_marked(string target) =>
        Assert.DoesNotContain(Rel, Rendered.Post($"[a]({target})"), StringComparison.Ordinal);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("&#106;avascript:alert(1)")]
    [InlineData("javascript&colon;alert(1)")]
    [InlineData("java&#9;script:alert(1)")]
    [InlineData("java&NewLine;script:alert(1)")]
    [InlineData("&#1;javascript:alert(1)")]
    [InlineData("&nbsp;javascript:alert(1)")]
    [InlineData("javascript\\:alert(1)")]
    [InlineData("vbscript:x")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://a.example/1")]
    [InlineData("made-up:x")]
    public void A_refused_target_leaves_the_text(string target)
    {
        Assert.Equal("<p>the <em>text</em></p>\n", Rendered.Post($"[the *text*]({target})"));
        Assert.Equal("<p>the text</p>\n", Rendered.Post($"![the *text*]({target})"));
        Assert.Equal("<p>the text</p>\n", Rendered.Post($"[the text][r]\n\n[r]: {target}"));
    }

    [Theory]
    [InlineData("<javascript:alert(1)>", "<javascript:alert(1)>")]
    [InlineData("vector<std::string> v", "vector<std::string> v")]
    public void A_refused_autolink_stays_as_typed(string markdown, string text) => Assert.Equal(text, Rendered.Text(markdown));

    [Fact]
    public void What_only_looks_like_a_scheme_is_relative_and_encoded()
    {
        Assert.Equal("<p><a href=\"java%20script:x\">a</a></p>\n", Rendered.Post("[a](<java script:x>)"));
        Assert.Equal("<p><a href=\"javascript%3Ax\">a</a></p>\n", Rendered.Post("[a](javascript%3Ax)"));
    }

    [Fact]
    public void A_mail_address_is_no_image() => Assert.Equal("<p>x</p>\n", Rendered.Post("![x](mailto:a@b.example)"));

    [Theory]
    [InlineData("/attachments/5/cat.png", true)]
    [InlineData("https://a.example/cat.png", true)]
    [InlineData("/cat.png", false)]
    public void Attachments_and_pictures_of_other_sites_load_late(string target, bool late) =>
        Assert.Equal(late, Rendered.Post($"![cat]({target})").Contains("loading=\"lazy\" decoding=\"async\"", StringComparison.Ordinal));

    [Fact]
    public void Quotes_in_titles_and_targets_cannot_leave_the_attribute()
    {
        var link = Rendered.Parse(Rendered.Post("[a](</x\"onclick=y> 'b\" onclick=\"c')")).QuerySelector("a")!;
        Assert.Equal(["href", "title"], link.Attributes.Select(a => a.Name));
        Assert.Equal("b\" onclick=\"c", link.GetAttribute("title"));
    }

    [Fact]
    public void A_long_target_cannot_be_multiplied_without_end()
    {
        var bomb = "[a]: /" + new string('u', 16_000) + "\n\n" + string.Concat(Enumerable.Repeat("[a]![a]", 2_000));
        Assert.InRange(Rendered.Post(bomb).Length, 1, 600_000);
    }
}
