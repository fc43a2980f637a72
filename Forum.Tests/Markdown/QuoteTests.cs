using FsCheck;
using FsCheck.Fluent;

namespace Forum.Tests.Markdown;

/// <summary>What a reply that quotes a post starts with.</summary>
public class QuoteTests
{
    private const string Head = "> **Ann** [↑](/p/1)\n>\n";

    [Theory]
    [InlineData("Look:\n\n```\n> no quotation\ncode\n```", "> Look:\n>\n> ```\n> > no quotation\n> code\n> ```\n")]
    [InlineData("a[^1]\n\n[^1]: note", "> a\\[^1]\n>\n> \\[^1]: note\n")]
    [InlineData("> said\nlazy\n\nmine", "> mine\n")]
    [InlineData("before\n> said\nlazy\n\nmine", "> before\n>\n> mine\n")]
    [InlineData("> **Bob** [↑](/p/2)\n>\n> said\n\nmine", "> mine\n")]
    [InlineData("> said", "> > said\n")]
    [InlineData("> said\n> > before", "> > said\n> > > before\n")]
    [InlineData("[words][1] and [1]\n\n[1]: https://example.org \"A \\\"title\\\"\"",
        "> [words](<https://example.org> \"A \\\"title\\\"\") and [1](<https://example.org> \"A \\\"title\\\"\")\n")]
    [InlineData("a\n\n\tcode", "> a\n>\n>     code\n")]
    [InlineData("- one\n\n  > in a list", "> - one\n>\n>   > in a list\n")]
    [InlineData("`[^1]` stays", "> `[^1]` stays\n")]
    [InlineData("", "")]
    public void A_quotation_says_what_its_author_said(string markdown, string quotation) => Assert.Equal(quotation, Rendered.Markdown.Quote(markdown));

    [Fact]
    public void Quoting_again_and_again_adds_nothing()
    {
        var post = "First words";
        for (var round = 0; round < 5; round++)
            post = Head + Rendered.Markdown.Quote(post) + "\nFurther words";

        Assert.Equal(Head + "> Further words\n\nFurther words", post);
    }

    [Fact]
    public void Whatever_is_quoted_stays_within_the_quotation() => Prop.ForAll(SafetyProperties.FromFragments, StaysWithin).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData("> a\n")]
    [InlineData("[a]: /b\n\n[a]")]
    [InlineData("[^1]")]
    [InlineData("\t")]
    [InlineData("[^1]: a\n\n")]
    [InlineData("- > ")]
    public void Hostile_text_is_quoted_quickly(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 10_000 / repeated.Length));
        HostileTextTests.AssertFast(() => Rendered.Markdown.Quote(text));
    }

    private static void StaysWithin(string text)
    {
        var html = Rendered.Post(Head + Rendered.Markdown.Quote(text));

        // Text that the parser gives up on is shown as typed, with its markup.
        if (html.StartsWith("<p>&gt; **Ann**", StringComparison.Ordinal)) return;
        var body = Rendered.Parse(html);
        var others = body.Children.Where(static child => child.LocalName != "blockquote").ToList();
        if (others.Count > 0) throw new InvalidOperationException($"Outside of the quotation: {others[0].OuterHtml}");
    }
}
