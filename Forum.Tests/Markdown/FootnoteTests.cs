using Forum.Web.Components;

namespace Forum.Tests.Markdown;

public class FootnoteTests
{
    private const string Text = "x[^a] y[^a]\n\n[^a]: The note.\n";

    [Fact]
    public void Notes_stand_at_the_end_and_lead_back()
    {
        var body = Rendered.Parse(Rendered.Post(Text));
        Assert.Equal(["#p1-fn-1", "#p1-fn-1"], body.QuerySelectorAll("sup a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["#p1-fnref-1", "#p1-fnref-2"], body.QuerySelectorAll("a.footnote-back").Select(a => a.GetAttribute("href")));
        Assert.StartsWith("The note.", body.QuerySelector("section.footnotes li#p1-fn-1")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_posts_on_one_page_share_no_id()
    {
        var one = Rendered.Markdown.ParsePost(Text).ToHtml(Rendered.Members);
        var other = Rendered.Markdown.ParsePost(Text + "More.").ToHtml(Rendered.Members);
        var ids = Rendered.Parse(one + other).QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(6, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void A_prefix_cannot_break_out_of_the_id() =>
        Assert.Contains("id=\"onxfn-1\"", Rendered.Markdown.ParsePost(Text).ToHtml(Rendered.Members, "\"> on=x"), StringComparison.Ordinal);

    [Fact]
    public void A_note_that_nobody_refers_to_is_left_out() =>
        Assert.Equal("<p>x [^b]</p>\n", Rendered.Post("x [^b]\n\n[^a]: unused"));
}
