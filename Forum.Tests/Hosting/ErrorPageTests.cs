using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Data.Sqlite;
using Forum.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Forum.Tests.Hosting;

/// <summary>What error pages offer: a picture, a sentence, a search field and ways on, whatever is broken.</summary>
public class ErrorPageTests
{
    private const int CannotOpen = 14;

    [Fact]
    public async Task A_page_that_is_missing_offers_a_search_and_ways_on_and_guests_can_sign_in()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var visitor = new Visitor(client, cookies);

        // Twice: the second response comes from the page that was rendered for the first.
        foreach (var path in new[] { "/no/such/page", "/b/nothing" })
        {
            var missing = await visitor.GetAsync(path);
            Assert.Equal(404, missing.Status);
            foreach (var part in new[] { "Page not found", "<svg", "action=\"/search\"", "href=\"/\"", "href=\"/latest\"", $"href=\"/sign-in?returnUrl={Uri.EscapeDataString(path)}\"" })
                Assert.Contains(part, missing.Body, StringComparison.Ordinal);
        }

        await visitor.SignInAsync("Bob");
        Assert.DoesNotContain("/sign-in", (await visitor.GetAsync("/no/such/page")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_the_reason_of_a_refusal_on_a_page_and_a_program_as_text()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var bob = new Visitor(client, cookies);
        await bob.SignInAsync("Bob");
        var boardId = await cast.BoardIdAsync("general");
        var form = await bob.OpenAsync("/b/general", "name=\"isWatched\"");
        await forum.Services.GetRequiredService<ChangeMemberStatus>().SetLockedAsync(cast.Ada, cast.Bob.MemberId!.Value, locked: true);

        var plain = await bob.PostAsync($"/b/{boardId}/watch", form);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml");
        client.DefaultRequestHeaders.Referrer = new Uri(forum.Address, "/b/general?page=1");
        var page = await bob.PostAsync($"/b/{boardId}/watch", form);

        Assert.Equal((403, 403), (plain.Status, page.Status));
        Assert.DoesNotContain("<", plain.Body, StringComparison.Ordinal);
        Assert.Contains("You can&#x27;t do that", page.Body, StringComparison.Ordinal);
        Assert.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(plain.Body), page.Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/b/general?page=1\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_token_is_of_another_session_gets_a_page_that_says_so_and_leads_to_no_other_site()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var guest = new Visitor(client, cookies);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        client.DefaultRequestHeaders.Referrer = new Uri("https://evil.example/b/general");

        for (var time = 0; time < 2; time++)
        {
            var expired = await guest.PostAsync($"/b/{await cast.BoardIdAsync("general")}/ignore", [KeyValuePair.Create("isIgnored", "true")]);
            Assert.Equal(400, expired.Status);
            Assert.Contains("This page has expired", expired.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example", expired.Body, StringComparison.Ordinal);
        }

        Assert.Contains("Page not found", (await guest.GetAsync("/nowhere")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_the_forum_answers_503_with_a_page_that_needs_none()
    {
        var isDown = false;
        await using var forum = await TestForum.StartAsync(services =>
        {
            var usual = services.Last(static service => service.ServiceType == typeof(IDbContextFactory<ForumDb>));
            services.Replace(ServiceDescriptor.Singleton<IDbContextFactory<ForumDb>>(provider => new Databases(
                (IDbContextFactory<ForumDb>)(usual.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, usual.ImplementationType!)),
                () => isDown)));
        });
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Out of reach");
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var bob = new Visitor(client, cookies);
        var (other, others) = forum.CreateClientWithCookies(followRedirects: false);
        using var guest = new Visitor(other, others);
        await bob.SignInAsync("Bob");

        isDown = true;
        foreach (var visitor in new[] { guest, bob })
        {
            var broken = await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");
            Assert.Equal((503, "30"), (broken.Status, broken.Header("Retry-After")));
            foreach (var part in new[] { "The forum is taking a short break", "<svg", $"href=\"/t/{thread.ThreadId}/{thread.Slug}\"", "href=\"/\"", "send this ID to an administrator" })
                Assert.Contains(part, broken.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", broken.Body, StringComparison.Ordinal);
            Assert.Contains("default-src 'self'", broken.Header("Content-Security-Policy"), StringComparison.Ordinal);
        }

        isDown = false;
        Assert.Equal(200, (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Status);
    }

    [Fact]
    public void A_bug_is_no_trouble_that_passes()
    {
        Assert.True(DatabaseTrouble.IsTemporary(new InvalidOperationException("", new SqliteException("", CannotOpen))));
        Assert.False(DatabaseTrouble.IsTemporary(new SqliteException("no such table", 1)));
        Assert.False(DatabaseTrouble.IsTemporary(new InvalidOperationException()));
    }

    private sealed class Databases(IDbContextFactory<ForumDb> usual, Func<bool> isDown) : IDbContextFactory<ForumDb>
    {
        public ForumDb CreateDbContext() =>
            isDown() ? throw new SqliteException("unable to open the file /secret/forum.db", CannotOpen) : usual.CreateDbContext();
    }
}
