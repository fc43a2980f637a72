using Forum.Core.Data;
using Forum.Core.Site;
using Forum.Tests.Support;

namespace Forum.Tests.Site;

/// <summary>The pages that administrators write: who can, what is refused, and what visitors get.</summary>
public class SitePageTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_page_without_a_text_is_not_there_and_nothing_links_to_it()
    {
        using var guest = forum.Guest();
        var written = await forum.Get<SitePages>().WrittenAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(SitePageKind.Privacy, written);
        Assert.Equal(404, (await guest.GetAsync("/privacy")).Status);
        foreach (var path in new[] { "/", "/sign-in", "/no/such/page" })
            Assert.DoesNotContain("href=\"/privacy\"", (await guest.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_written_page_is_everywhere_at_once_and_gone_when_it_is_emptied()
    {
        using var guest = forum.Guest();
        var bob = await forum.VisitorAsync(forum.Bob);
        string[] pages = ["/", "/b/general", "/sign-in", "/no/such/page"];
        foreach (var path in pages)
            Assert.DoesNotContain("href=\"/contact\"", (await guest.GetAsync(path)).Body, StringComparison.Ordinal);

        Assert.True((await SaveAsync(SitePageKind.Contact, "Write to **us**, @Bob.", await VersionAsync(SitePageKind.Contact))).IsDone);

        foreach (var path in pages)
            Assert.Contains("<a href=\"/contact\">Contact</a>", (await guest.GetAsync(path)).Body, StringComparison.Ordinal);
        foreach (var visitor in new[] { guest, bob })
        {
            var page = await visitor.GetAsync("/contact");
            Assert.Equal(200, page.Status);
            Assert.Contains("<h1>Contact</h1>", page.Body, StringComparison.Ordinal);
            Assert.Contains("Write to <strong>us</strong>, <a", page.Body, StringComparison.Ordinal);
        }

        Assert.True((await SaveAsync(SitePageKind.Contact, "", await VersionAsync(SitePageKind.Contact))).IsDone);
        Assert.Equal((404, 404), ((await guest.GetAsync("/contact")).Status, (await bob.GetAsync("/contact")).Status));
        Assert.DoesNotContain("href=\"/contact\"", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_get_it_from_the_cache()
    {
        Assert.True((await SaveAsync(SitePageKind.About, "All about us.", await VersionAsync(SitePageKind.About))).IsDone);
        using var guest = forum.Guest();
        Assert.Contains("href=\"/about\">What&#x27;s this?</a>", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
        var first = await guest.GetAsync("/about");

        var again = await guest.GetAsync("/about?whatever=1");

        Assert.Contains("All about us.", first.Body, StringComparison.Ordinal);
        Assert.Equal((first.Body, ""), (again.Body, first.Header("Set-Cookie")));
        Assert.NotEmpty(again.Header("Age"));
    }

    [Fact]
    public async Task Nothing_that_is_typed_becomes_a_script()
    {
        const string Hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](data:text/html,x)\n\n<style>*{display:none}</style>";
        Assert.True((await SaveAsync(SitePageKind.Rules, Hostile, await VersionAsync(SitePageKind.Rules))).IsDone);
        using var guest = forum.Guest();

        var body = (await guest.GetAsync("/rules")).Body.Split("<article class=\"written-page\">")[1].Split("</article>")[0];

        Assert.Contains("&lt;script&gt;alert(1)", body, StringComparison.Ordinal);
        foreach (var part in new[] { "<script", "<img", "<style", "href=\"javascript", "href=\"data" })
            Assert.DoesNotContain(part, body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Too_long_or_invisible_texts_are_refused_at_their_field()
    {
        var version = await VersionAsync(SitePageKind.Privacy);
        foreach (var text in new[] { new string('x', SitePage.MaxTextLength + 1), "\u200b\u200b", "[](https://example.org)" })
            Assert.Equal("Privacy", (await SaveAsync(SitePageKind.Privacy, text, version)).Refusal?.Field);
        Assert.Same(Refusal.NotFound, (await SaveAsync((SitePageKind)99, "A text", 0)).Refusal);
        Assert.Equal(version, await VersionAsync(SitePageKind.Privacy));
    }

    [Fact]
    public async Task Nobody_overwrites_a_text_that_they_have_not_seen()
    {
        var seen = await VersionAsync(SitePageKind.About);
        var results = await Task.WhenAll(SaveAsync(SitePageKind.About, "One of two", seen), SaveAsync(SitePageKind.About, "The other of two", seen));

        Assert.Single(results, static result => result.IsDone);
        Assert.Equal("About", Assert.Single(results, static result => !result.IsDone).Refusal?.Field);
        var stored = await StoredAsync(SitePageKind.About);
        Assert.Equal((seen + 1, true), (stored.Version, stored.Markdown is "One of two" or "The other of two"));

        // The same text again, as after a click whose answer was lost.
        Assert.True((await SaveAsync(SitePageKind.About, stored.Markdown + "\r\n", seen)).IsDone);
        Assert.Equal(seen + 1, await VersionAsync(SitePageKind.About));
    }

    private Task<Outcome<Done>> SaveAsync(SitePageKind kind, string text, int seen) =>
        forum.Get<ChangeSitePage>().RunAsync(forum.Ada, new SitePageForm(kind, text, seen), TestContext.Current.CancellationToken);

    private async Task<int> VersionAsync(SitePageKind kind) => (await StoredAsync(kind)).Version;

    private async Task<SitePage> StoredAsync(SitePageKind kind) =>
        (await forum.Get<SitePages>().StoredAsync(TestContext.Current.CancellationToken)).Single(page => page.Kind == kind);
}
