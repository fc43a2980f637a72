using System.Globalization;
using System.Net;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Threads;
using Forum.Tests.Architecture;
using Forum.Tests.Support;
using Forum.Web.Framework;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Forum.Tests.Framework;

public class LanguageTests(LanguageTests.TwoLanguages site) : IClassFixture<LanguageTests.TwoLanguages>
{
    private CastForum Forum => site.Forum;

    [Theory]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("pt", null)]
    [InlineData("", null)]
    [InlineData("de-----------------------------------", null)]
    public void A_tag_means_the_language_without_its_last_parts(string tag, string? language) => Assert.Equal(language, Choice("").Find(tag)?.Name);

    [Theory]
    [InlineData("", "", "", "en")]
    [InlineData("", "", "fr, pt-BR;q=0.5, de;q=0.8", "de")]
    [InlineData("", "", "de;q=0, pt-BR;q=0.1", "pt-BR")]
    [InlineData("", "", "%%;;q=x,,", "en")]
    [InlineData("pt-BR", "", "de", "pt-BR")]
    [InlineData("pt-BR", "de", "en", "de")]
    [InlineData("", "klingon", "de", "de")]
    public void The_cookie_comes_before_the_setting_and_the_setting_before_the_browser(string setting, string cookie, string browser, string language)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Cookie = $"{Languages.Cookie}={cookie}";
        request.Headers.AcceptLanguage = browser;

        Assert.Equal(language, Choice(setting).Of(request).Name);
    }

    [Fact]
    public void A_setting_without_its_translation_is_refused()
    {
        var refused = Assert.Throws<StartRefusedException>(static () => Choice("fr"));

        Assert.StartsWith("The setting Forum:Language is \"fr\". Set it to en or de or pt-BR, or leave it empty", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_kept_is_kept_for_each_language()
    {
        foreach (var (name, visitor) in site.Everybody)
        {
            foreach (var path in new[] { "/", "/b/general", $"/t/{site.Thread.ThreadId}/{site.Thread.Slug}", "/u/Bob", "/sign-in", "/register", "/nowhere", "/search?q=x" })
            {
                foreach (var language in new[] { "en", PseudoTexts.Language, "en", PseudoTexts.Language })
                {
                    var page = await visitor.GetAsync(path, language);

                    Assert.Contains($"<html lang=\"{language}\" dir=\"ltr\"", page.Body, StringComparison.Ordinal);
                    Assert.Equal((path, language, language != "en"), (path, language, WebUtility.HtmlDecode(page.Body).Contains('⟦', StringComparison.Ordinal)));
                    if (language != "en")
                        Sources.AssertNone(SpokenTexts.Untranslated(page.Body).Select(text => $"{path} for {name}: {text}"));
                    Assert.StartsWith("Cookie, Accept-Language", page.Header("Vary"), StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task A_link_in_the_footer_chooses_a_language_for_this_device()
    {
        using var guest = Forum.Guest();
        var page = await guest.GetAsync("/b/general?page=2");
        Assert.Contains("href=\"/language?to=qps-Ploc&amp;returnUrl=%2Fb%2Fgeneral%3Fpage%3D2\"", page.Body, StringComparison.Ordinal);

        var chosen = await guest.GetAsync("/language?to=qps-Ploc&returnUrl=%2Fb%2Fgeneral%3Fpage%3D2");

        Assert.Equal((302, "/b/general?page=2"), (chosen.Status, chosen.Location));
        Assert.Contains("<html lang=\"qps-Ploc\"", (await guest.GetAsync("/b/general", "en")).Body, StringComparison.Ordinal);
        Assert.Equal("/", (await guest.GetAsync("/language?to=none&returnUrl=https://example.org")).Location);
        Assert.Equal("qps-Ploc", guest.Cookie(Languages.Cookie)?.Value);
    }

    [Fact]
    public async Task Files_are_the_same_in_every_language()
    {
        using var guest = Forum.Guest();

        foreach (var path in new[] { "/favicon.svg", "/prefetch.json" })
            Assert.DoesNotContain("Cookie", (await guest.GetAsync(path)).Header("Vary"), StringComparison.Ordinal);
        Assert.StartsWith("Cookie, Accept-Language", (await guest.GetAsync("/feed")).Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_circuit_speaks_the_language_of_its_page()
    {
        // In Cyrillic, as all data here: it stands on the home page that another test reads.
        var thread = (await Forum.StartAsync(Forum.Bob, await Forum.Cast.BoardIdAsync("general"), Forum.Fresh("Тема "), "Текст.")).Value;
        var bob = await Forum.VisitorAsync(Forum.Bob);
        var page = (await bob.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}", "en")).Body;
        var address = Forum.Forum.Address;
        using var english = await TestCircuit.ConnectAsync(address, bob.Cookies);
        using var pseudo = await TestCircuit.ConnectAsync(new Uri(address, $"?{Languages.OfPage}={PseudoTexts.Language}"), bob.Cookies);
        Assert.Equal(("live", "live"), (await english.OpenAsync(address, page), await pseudo.OpenAsync(address, page)));
        var channel = LiveChannel.Thread(thread.ThreadId);
        await Eventually.HoldsAsync(() => Forum.Get<LiveFeed>().CountListeners(channel) == 2, () => "The pages don't listen.");

        await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Ответ.");

        await Eventually.HoldsAsync(() => pseudo.Drawn.Contains("⟦New reply by Cleo⟧", StringComparison.Ordinal), () => pseudo.Drawn);
        await Eventually.HoldsAsync(() => english.Drawn.Contains("New reply by Cleo", StringComparison.Ordinal), () => english.Drawn);
        Assert.DoesNotContain("⟦", english.Drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_only_English_nobody_chooses()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        using var client = forum.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Language", PseudoTexts.Language);

        using var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"en\" dir=\"ltr\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/language", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", string.Join(' ', answer.Headers.Vary), StringComparison.Ordinal);
    }

    private static Languages Choice(string setting) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new(Languages.Setting, setting)]).Build(), [CultureInfo.GetCultureInfo("de"), CultureInfo.GetCultureInfo("pt-BR")]);

    /// <summary>A forum with a second language, which visitors' browsers choose.</summary>
    public sealed class TwoLanguages() : PseudoForum([]);
}
