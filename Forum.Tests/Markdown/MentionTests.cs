using Forum.Core.Markdown;


namespace Forum.Tests.Markdown;

public class MentionTests
{
    private const string AnnaLink = "<a class=\"mention\" href=\"/u/Anna_K\" data-member=\"Anna_K\" data-member-id=\"3\">@Anna_K</a>";
    private const string LongAnnaLink = "<a class=\"mention\" href=\"/u/anna_k.b\" data-member=\"anna_k.b\" data-member-id=\"5\">@anna_k.b</a>";
    private const string TanakaLink = "<a class=\"mention\" href=\"/u/%E7%94%B0%E4%B8%AD%E3%81%95\" data-member=\"田中さ\" data-member-id=\"6\">@田中さ</a>";
    private const string BobLink = "<a class=\"mention\" href=\"/u/Bob\" data-member=\"Bob\" data-member-id=\"2\">@Bob</a>";

    [Theory]
    [InlineData("@bob", BobLink)]
    [InlineData("Hi @BOB.", "Hi " + BobLink + ".")]
    [InlineData("(@bob)", "(" + BobLink + ")")]
    [InlineData("**@bob**", "<strong>" + BobLink + "</strong>")]
    [InlineData("_@bob_", "<em>" + BobLink + "</em>")]
    [InlineData("@bob's", BobLink + "'s")]
    [InlineData("@Anna_K_", AnnaLink + "_")]
    [InlineData("@bob_", BobLink + "_")]
    [InlineData("感谢@bob", "感谢" + BobLink)]
    [InlineData("@bob感谢", BobLink + "感谢")]
    [InlineData("😀@bob", "😀" + BobLink)]
    [InlineData("@bob😀", BobLink + "😀")]
    [InlineData("@bob.hello", BobLink + ".hello")]
    [InlineData("@bob-hello", BobLink + "-hello")]
    [InlineData("@bob.@anna_k", BobLink + "." + AnnaLink)]
    [InlineData("/@bob", "/" + BobLink)]
    [InlineData("@bob/@anna_k", BobLink + "/" + AnnaLink)]
    [InlineData("@bobжа", BobLink + "жа")]
    [InlineData("@田中さん", TanakaLink + "ん")]
    [InlineData("@bobby", "@bobby")]
    [InlineData("@anna_k.b", LongAnnaLink)]
    [InlineData("@anna_k.bc", AnnaLink + ".bc")]
    [InlineData("@nobody", "@nobody")]
    public void A_member_is_linked_and_anybody_else_is_text(string markdown, string html) =>
        Assert.Equal($"<p>{html}</p>\n", Rendered.Post(markdown));

    [Fact]
    public void A_name_of_another_script_is_escaped_in_the_address() =>
        Assert.Contains(
            $"href=\"/u/{Uri.EscapeDataString("Жанна")}\" data-member=\"Жанна\" data-member-id=\"4\">@Жанна<",
            Rendered.Post("@жанна"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("me@bob.example")]
    [InlineData("x@bob")]
    [InlineData("@bob@other.example")]
    [InlineData("@@bob")]
    [InlineData("`@bob`")]
    [InlineData("    @bob")]
    [InlineData("[@bob](/x)")]
    [InlineData("![@bob](/x)")]
    [InlineData("https://a.example/@bob")]
    [InlineData("<me@bob.example>")]
    [InlineData("@bo")]
    [InlineData("@abcdefghijklmnopqrstuvwxyz12345")]
    [InlineData("\\@bob")]
    [InlineData("me@bob.com")]
    [InlineData("é@bob")]
    [InlineData("a+b@bob")]
    [InlineData("> @bob")]
    [InlineData("> - a\n>   > @bob")]
    [InlineData("- > said\n  @bob")]
    [InlineData("> said\n@bob")]
    public void Words_addresses_code_and_links_hold_no_mention(string markdown)
    {
        Assert.Empty(Rendered.Markdown.ParsePost(markdown).MentionedNames);
        Assert.DoesNotContain("mention", Rendered.Post(markdown), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_given_once_in_the_order_of_the_text() =>
        Assert.Equal(["Zoe-1", "bob", "x.y_z"], Rendered.Markdown.ParsePost("@Zoe-1, @bob @BOB and @x.y_z... @zoe-1").MentionedNames);

    [Fact]
    public void Names_in_tables_spoilers_and_footnotes_are_found() =>
        Assert.Equal(
            ["cell", "folded", "hidden", "note"],
            Rendered.Markdown.ParsePost("|a|\n|-|\n|@cell|\n\n:::spoiler\n@folded\n:::\n\n||@hidden||[^1]\n\n[^1]: @note").MentionedNames.Order());

    [Fact]
    public void The_name_that_stands_in_the_text_is_kept_when_its_member_has_another() =>
        Assert.Equal(
            "<p><a class=\"mention\" href=\"/u/Robert\" data-member=\"Robert\" data-member-id=\"2\" data-written=\"bob\">@Robert</a></p>\n",
            Rendered.Markdown.ParsePost("@bob").ToHtml(new Dictionary<string, KnownMember> { ["bob"] = new(2, "Robert") }));

    [Fact]
    public void Names_that_differ_in_case_alone_are_one() =>
        Assert.Contains(
            BobLink,
            Rendered.Markdown.ParsePost("@bob").ToHtml(new Dictionary<string, KnownMember> { ["bob"] = new(2, "Bob"), ["BOB"] = new(2, "Bob") }),
            StringComparison.Ordinal);

    [Fact]
    public void A_proper_name_cannot_break_out_of_the_link()
    {
        var html = Rendered.Markdown.ParsePost("@bob").ToHtml(new Dictionary<string, KnownMember> { ["bob"] = new(2, "\"><script>") });
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }
}
