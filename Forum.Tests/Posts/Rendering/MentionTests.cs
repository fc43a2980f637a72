namespace Forum.Tests.Posts.Rendering;

public class MentionTests
{
    private const string BobLink = "<a class=\"mention\" href=\"/u/Bob\" data-member=\"Bob\">@Bob</a>";

    [Theory]
    [InlineData("@bob", BobLink)]
    [InlineData("Hi @BOB.", "Hi " + BobLink + ".")]
    [InlineData("(@bob)", "(" + BobLink + ")")]
    [InlineData("**@bob**", "<strong>" + BobLink + "</strong>")]
    [InlineData("_@bob_", "<em>" + BobLink + "</em>")]
    [InlineData("@bob's", BobLink + "'s")]
    [InlineData("@Anna_K_", "@Anna_K_")]
    [InlineData("@nobody", "@nobody")]
    public void A_member_is_linked_and_anybody_else_is_text(string markdown, string html) =>
        Assert.Equal($"<p>{html}</p>\n", Rendered.Post(markdown));

    [Fact]
    public void A_name_of_another_script_is_escaped_in_the_address() =>
        Assert.Contains(
            $"href=\"/u/{Uri.EscapeDataString("Жанна")}\" data-member=\"Жанна\">@Жанна<",
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
    public void Names_that_differ_in_case_alone_are_one() =>
        Assert.Contains(
            BobLink,
            Rendered.Markdown.ParsePost("@bob").ToHtml(new Dictionary<string, string> { ["bob"] = "Bob", ["BOB"] = "Bob" }),
            StringComparison.Ordinal);

    [Fact]
    public void A_proper_name_cannot_break_out_of_the_link()
    {
        var html = Rendered.Markdown.ParsePost("@bob").ToHtml(new Dictionary<string, string> { ["bob"] = "\"><script>" });
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }
}
