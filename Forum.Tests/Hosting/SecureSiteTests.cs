using System.Text.RegularExpressions;
using Forum.Tests.Support;

namespace Forum.Tests.Hosting;

/// <summary>The rules that the Mozilla Observatory grades sites by, for the main pages.</summary>
public class SecureSiteTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly string[] Pages = ["/", "/b/general", "/sign-in", "/register", "/search", "/feed", "/alive", "/nothing-here", "/css/reading.css"];

    [Fact]
    public async Task The_main_pages_reach_the_top_grade_behind_a_proxy_that_ends_TLS()
    {
        var thread = await forum.ThreadAsync();
        foreach (var path in Pages.Append($"/t/{thread.ThreadId}/{thread.Slug}"))
            Check(path, await GetAsync(forum.Forum, path, ("X-Forwarded-Proto", "https"), ("Host", "forum.example")));
    }

    [Fact]
    public async Task A_public_address_with_https_counts_as_HTTPS()
    {
        await using var site = await TestForum.StartAsync(("Forum:PublicAddress", "https://forum.example"));
        await Cast.SetUpAsync(site);

        Check("/sign-in", await GetAsync(site, "/sign-in", ("Host", "forum.example")));
        Check("/sign-in", await GetAsync(site, "/sign-in"));
    }

    [Fact]
    public async Task Without_TLS_signing_in_works_and_nothing_ties_the_browser_to_HTTPS()
    {
        using var bob = forum.Guest();
        await bob.SignInAsync("Bob");

        var page = await bob.GetAsync("/settings/profile");

        Assert.Equal(200, page.Status);
        Assert.Equal("", page.Header("Strict-Transport-Security"));
        Assert.Contains(" http:", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.All(bob.Cookies.GetAllCookies(), static cookie => Assert.False(cookie.Secure, cookie.Name));
    }

    [Fact]
    public async Task Behind_a_proxy_the_members_cookie_is_for_HTTPS_too()
    {
        using var bob = forum.Guest();
        bob.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await bob.GetAsync("/sign-in");
        var form = Cast.HiddenFields(page.Body.Split("<form").Single(static part => part.Contains("value=\"sign-in\"", StringComparison.Ordinal)));
        (form["Form.Name"], form["Form.Password"]) = ("Bob", Cast.Password);
        bob.Client.DefaultRequestHeaders.Add("Cookie", Regex.Match(page.Header("Set-Cookie"), "forum-form=[^;]+").Value);

        var answer = await bob.PostAsync("/sign-in", form);

        Assert.Contains("forum=", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        AreSecure("/sign-in", answer);
    }

    private static async Task<Answer> GetAsync(TestForum site, string path, params (string Name, string Value)[] headers)
    {
        var (client, cookies) = site.CreateClientWithCookies(followRedirects: false);
        using var visitor = new Visitor(client, cookies);
        foreach (var (name, value) in headers)
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return await visitor.GetAsync(path);
    }

    private static void Check(string path, Answer answer)
    {
        var policy = answer.Header("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries)
            .ToDictionary(static part => part.Split(' ')[0], static part => part.Split(' ')[1..]);
        Assert.DoesNotContain(policy.Values.SelectMany(static sources => sources), static source =>
            source.Contains("unsafe", StringComparison.Ordinal) || source is "http:" or "*" or "ftp:");
        Assert.DoesNotContain(policy["script-src"].Concat(policy["object-src"]).Concat(policy["default-src"]), static source => source is "https:" or "data:");
        Assert.Equal((path, "'none'"), (path, Assert.Single(policy["object-src"])));
        Assert.Equal((path, "'none'"), (path, Assert.Single(policy["frame-ancestors"])));
        Assert.Contains(answer.Header("Referrer-Policy"), new[] { "no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin" });
        Assert.Equal((path, "nosniff"), (path, answer.Header("X-Content-Type-Options")));
        Assert.Equal((path, "same-origin"), (path, answer.Header("Cross-Origin-Resource-Policy")));
        Assert.True(int.Parse(Regex.Match(answer.Header("Strict-Transport-Security"), "^max-age=([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 15_768_000, path);
        Assert.Equal((path, ""), (path, answer.Header("Server")));
        Assert.Equal((path, ""), (path, answer.Header("Access-Control-Allow-Origin")));
        AreSecure(path, answer);
    }

    private static void AreSecure(string path, Answer answer)
    {
        foreach (var cookie in Regex.Split(answer.Header("Set-Cookie"), ", (?=[a-z-]+=)").Where(static cookie => cookie.Length > 0))
        {
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
        }

        Assert.True(path != "/sign-in" || answer.Header("Set-Cookie").Length > 0, "There was a cookie to look at");
    }
}
