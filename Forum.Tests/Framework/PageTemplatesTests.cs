using System.Net;
using System.Text.RegularExpressions;
using Forum.Tests.Support;
using Forum.Web.Framework;

namespace Forum.Tests.Framework;

/// <summary>Pages that are rendered once for all guests, with gaps for what's specific to one of them.</summary>
public class PageTemplatesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    public async Task Each_guest_gets_a_token_of_their_own_and_it_works(string path)
    {
        using var one = forum.Guest();
        using var other = forum.Guest();
        await one.GetAsync(path);

        var (first, second) = (await one.GetAsync(path), await other.GetAsync(path));

        var tokens = new[] { first, second }.Select(static page => Tokens(page.Body)).ToList();
        Assert.All(tokens, static found => Assert.Single(found.Distinct()));
        Assert.NotEqual(tokens[0][0], tokens[1][0]);
        Assert.Contains("no-store", second.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.NotNull(other.Cookie("forum-form"));
        Assert.DoesNotContain(forum.Get<PageTemplates>().All, page => tokens.Exists(token => page.Kept.Contains(token[0], StringComparison.Ordinal)));
        await other.SignInAsync("Bob");
    }

    [Fact]
    public async Task The_way_back_is_the_one_of_the_request_wherever_it_stands()
    {
        using var guest = forum.Guest();
        foreach (var way in new[] { "/b/general?page=2&a=<\"'>", "/u/Bob", "/", "https://elsewhere.example/x" })
        {
            var local = way[0] == '/' ? way : "/";
            foreach (var path in new[] { "/sign-in", "/register" })
            {
                var body = (await guest.GetAsync($"{path}?returnUrl={Uri.EscapeDataString(way)}")).Body;

                Assert.Equal(local, WebUtility.HtmlDecode(Regex.Match(body, "name=\"Form.ReturnUrl\" value=\"([^\"]*)\"").Groups[1].Value));
                Assert.Contains($"{(path == "/sign-in" ? "/register" : "/sign-in")}?returnUrl={Uri.EscapeDataString(local)}\"", body, StringComparison.Ordinal);
                Assert.DoesNotMatch("~[0-9a-f]{32}-", body);
            }
        }
    }

    [Fact]
    public async Task Whatever_is_missing_there_is_one_page_for_it_that_says_nothing_of_the_address()
    {
        using var guest = forum.Guest();
        await guest.GetAsync("/sign-in");
        await guest.GetAsync("/register");
        await guest.GetAsync("/nowhere-at-all");
        var before = forum.Get<PageTemplates>().All.Count;

        for (var number = 0; number < 50; number++)
        {
            var address = $"/missing-{number}/<b>~here~";
            var page = await guest.GetAsync($"{Uri.EscapeDataString(address).Replace("%2F", "/", StringComparison.Ordinal)}?secret={number}");

            Assert.Equal((404, ""), (page.Status, page.Header("Set-Cookie")));
            Assert.Contains($"/sign-in?returnUrl=%2Fmissing-{number}%2F", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>~here~", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", page.Body, StringComparison.Ordinal);
        }

        Assert.Equal(before, forum.Get<PageTemplates>().All.Count);
        Assert.DoesNotContain(forum.Get<PageTemplates>().All, static page => page.Kept.Contains("missing-", StringComparison.Ordinal));
        // One for each status code, too.
        Assert.Equal(405, (await guest.PostAsync("/alive", [])).Status);
        Assert.Equal(before + 1, forum.Get<PageTemplates>().All.Count);
    }

    [Fact]
    public async Task A_member_and_another_theme_have_pages_of_their_own()
    {
        var bob = await forum.VisitorAsync(forum.Bob);
        using var guest = forum.Guest();
        await guest.GetAsync("/nowhere");

        Assert.Contains("data-member-name=\"Bob\"", (await bob.GetAsync("/nowhere")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Bob", (await guest.GetAsync("/nowhere")).Body, StringComparison.Ordinal);
        guest.Cookies.Add(forum.Forum.Address, new Cookie("forum-theme", "dark"));
        Assert.Contains("data-theme=\"dark\"", (await guest.GetAsync("/nowhere")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("data-theme=\"dark\"", (await forum.Guest().GetAsync("/nowhere")).Body, StringComparison.Ordinal);
    }

    private static List<string> Tokens(string body) =>
        [.. Regex.Matches(body, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Select(static match => match.Groups[1].Value)];
}
