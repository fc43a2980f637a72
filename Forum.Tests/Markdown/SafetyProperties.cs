using FsCheck;
using FsCheck.Fluent;

namespace Forum.Tests.Markdown;

[Trait("Pace", "slow")]
public class SafetyProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly string[] Fragments =
    [
        "*", "**", "***", "_", "__", "~~", "||", "|", "`", "``", "```", "```html\n", "```cs\n", "~~~", "[", "]", "![", "](", ")", "(", "<", ">",
        "</", "/>",
        "[a](/b)", "[a]: ", "[a]", "[^1]", "[^1]: ", "![a](b)", "\n", "\n\n", "\n    ", "\r\n", "  \n", "\\", "\\\n", "\t", " ", "- ", "1. ",
        "- [ ] ", "- [x] ",
        "> ", "# ", "---\n", "===\n", "|a|b|\n", "|-|-|\n", "| :-: |", ":::spoiler ", "\n:::spoiler x\n", "\n:::\n", "::::spoiler\n", ":smile:",
        ":", "@bob",
        "@anna_k", "@nobody", "@", "http://", "https://a.example/", "www.a.example", "//", "javascript:", "JAVASCRIPT:alert(1)", "data:text/html,",
        "vbscript:",
        "mailto:a@b.example", "java\tscript:", "&#x6A;avascript:", "&Tab;", "&colon;", "&#0;", "&lt;", "&quot;", "&amp;", "&", "\"", "'",
        "\" onload=x ",
        " style=x ", "<script>", "</script>", "<img src=x onerror=y>", "<a href=\"javascript:x\">", "<!--", "-->", "<![CDATA[", "<?", "</p>",
        "</div>",
        "</details>", "<svg/onload=x>", "word", "a", "0", "\0", "\u0001", "\u00a0", "\u202e", "\u2028",
        "\ufeff", "é", "漢字", "😀", "\ud800", "\udc00",
    ];

    internal static readonly Arbitrary<string> FromFragments =
        Gen.Elements(Fragments).ListOf().Resize(60).Select(parts => string.Concat(parts)).ToArbitrary();

    // The same few marks repeated: deep nesting, which evenly mixed fragments don't reach.
    private static readonly Arbitrary<string> Repeated =
        (from parts in Gen.Elements(Fragments).ListOf().Resize(6)
         from times in Gen.Choose(1, 150)
         from tail in Gen.Elements(Fragments)
         select string.Concat(Enumerable.Repeat(string.Concat(parts), times)) + tail).ToArbitrary();

    [Fact]
    public void Any_string_gives_allowed_html() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), IsSafe).Check(Runs);

    [Fact]
    public void Any_mixture_of_markup_gives_allowed_html() => Prop.ForAll(FromFragments, IsSafe).Check(Runs.WithMaxTest(2_000));

    [Fact]
    public void Any_repetition_of_markup_gives_allowed_html() => Prop.ForAll(Repeated, IsSafe).Check(Runs);

    [Theory]
    [InlineData("<p onclick=\"x\">a</p>")]
    [InlineData("<p style=\"x\">a</p>")]
    [InlineData("<script>a</script>")]
    [InlineData("<a href=\" java\tscript:x\">a</a>")]
    [InlineData("</div>a")]
    [InlineData("<em>a")]
    [InlineData("<p>a</em></p>")]
    [InlineData("<span class=\"admin\">a</span>")]
    public void The_check_itself_objects_to_what_is_not_allowed(string html) => Assert.NotNull(AllowedHtml.Objection(html));

    private static void IsSafe(string? text)
    {
        text ??= "";
        foreach (var parsed in new[] { Rendered.Markdown.ParsePost(text), Rendered.Markdown.ParseChat(text) })
        {
            var objection = AllowedHtml.Objection(parsed.ToHtml(Rendered.Members));
            if (objection is not null) throw new InvalidOperationException($"{objection} in {parsed.ToHtml(Rendered.Members)}");
            Assert.InRange(parsed.ToPlainText(20).Length, 0, 20);
        }
    }
}
