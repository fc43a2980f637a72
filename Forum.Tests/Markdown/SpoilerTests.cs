
namespace Forum.Tests.Markdown;

public class SpoilerTests
{
    private const string Open = "<span class=\"spoiler\" tabindex=\"0\" role=\"note\" aria-label=\"Spoiler\">";

    [Theory]
    [InlineData("||he *dies*||", "<p>" + Open + "he <em>dies</em></span></p>\n")]
    [InlineData("犯人は||彼||だ", "<p>犯人は" + Open + "彼</span>だ</p>\n")]
    [InlineData("a || b || c", "<p>a || b || c</p>\n")]
    [InlineData("||open", "<p>||open</p>\n")]
    [InlineData("`||code||`", "<p><code>||code||</code></p>\n")]
    public void Two_bars_on_each_side_hide_words(string markdown, string html) => Assert.Equal(html, Rendered.Post(markdown));

    [Fact]
    public void In_a_link_the_link_takes_the_focus() =>
        Assert.Equal("<p><a href=\"/x\"><span class=\"spoiler\">y</span></a></p>\n", Rendered.Post("[||y||](/x)"));

    [Fact]
    public void A_block_is_folded_under_its_title() =>
        Assert.Equal(
            "<details class=\"spoiler\"><summary>The &lt;end&gt;</summary>\n<p>He <em>dies</em></p>\n"
            + "<ul>\n<li>really</li>\n</ul>\n</details>\n<p>after</p>\n",
            Rendered.Post(":::spoiler The <end>\nHe *dies*\n- really\n:::\nafter"));

    [Theory]
    [InlineData(":::spoiler\nx", "<summary>Spoiler</summary>\n<p>x</p>\n</details>")]
    [InlineData(":::SPOILER\n:::", "<summary>Spoiler</summary>\n</details>")]
    [InlineData(":::spoiler\n```\n:::\n```\n:::", "<pre><code>:::\n</code></pre>\n</details>")]
    [InlineData("::::spoiler\n:::spoiler A\nx\n:::\n::::", "<summary>A</summary>\n<p>x</p>\n</details>\n</details>")]
    [InlineData("- :::spoiler\n  x\n  :::\n- b", "<p>x</p>\n</details>\n</li>")]
    public void A_block_has_a_default_title_may_be_nested_and_ends_with_the_text(string markdown, string part) =>
        Assert.Contains(part, Rendered.Post(markdown), StringComparison.Ordinal);

    [Theory]
    [InlineData(":::note\nx\n:::")]
    [InlineData(":::spoilers\nx")]
    [InlineData("::spoiler\nx")]
    public void Other_words_behind_colons_are_text(string markdown) =>
        Assert.DoesNotContain("<details", Rendered.Post(markdown), StringComparison.Ordinal);
}
