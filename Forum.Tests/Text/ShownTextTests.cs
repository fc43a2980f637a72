using Forum.Core.Text;


namespace Forum.Tests.Text;

public class ShownTextTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("abc", 3, 3)]
    [InlineData("😀👩‍💻🇩🇪", 3, 3)]
    [InlineData("e\u0301", 1, 1)]
    [InlineData("a\u200Bb c", 5, 3)]
    [InlineData("\u034F", 1, 0)]
    [InlineData("ก็", 1, 1)]
    public void Characters_are_what_people_see(string text, int count, int visible) =>
        Assert.Equal((count, visible), (ShownText.Count(text), ShownText.CountVisible(text)));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a😀", 2, "a")]
    [InlineData("ae\u0301", 2, "a")]
    [InlineData("👩‍💻b", 5, "👩‍💻")]
    [InlineData("👩‍💻b", 4, "")]
    public void A_text_is_cut_between_characters(string text, int maxUnits, string beginning) => Assert.Equal(beginning, ShownText.Beginning(text, maxUnits));

    [Theory]
    [InlineData("<p></p>", false)]
    [InlineData("<ul>\n<li></li>\n</ul>\n", false)]
    [InlineData("<p><a href=\"x&gt;y\">\u200B</a></p>", false)]
    [InlineData("<p>&#173;&nbsp;</p>", false)]
    [InlineData("<p>&amp;</p>", true)]
    [InlineData("<p>&nbsp;a</p>", true)]
    [InlineData("<p><img src=\"x\" alt=\"\" /></p>", true)]
    [InlineData("<hr />\n", true)]
    [InlineData("<ul>\n<li><input type=\"checkbox\" /></li>\n</ul>", true)]
    public void Markup_without_content_is_nothing(string html, bool isVisible) => Assert.Equal(isVisible, ShownText.IsVisibleHtml(html));

    [Fact]
    public void A_character_has_no_greatest_length_but_a_name_has() =>
        Assert.True(ShownText.IsLongerThan("e" + new string('\u0301', ShownText.MaxUnits), 50));
}
