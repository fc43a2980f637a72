using System.Net;
using System.Reflection;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Tests.Support;
using Forum.Web.Access;
using Forum.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Access;

public class AdministrationRoutesTests
{
    private static IEnumerable<(string Route, Type Page)> Pages =>
        from page in typeof(ForumHost).Assembly.GetTypes()
        from route in page.GetCustomAttributes<RouteAttribute>()
        where route.Template.StartsWith("/admin", StringComparison.Ordinal)
        select (route.Template, page);

    [Fact]
    public void Every_page_under_admin_carries_the_policy()
    {
        Assert.Equal(["/admin", "/admin/accounts", "/admin/boards", "/admin/general", "/admin/invitations", "/admin/mail", "/admin/members", "/admin/pages", "/admin/rooms", "/admin/system"], Pages.Select(page => page.Route).Order());
        Assert.All(Pages, page => Assert.Equal(Policies.Administrators, page.Page.GetCustomAttribute<AuthorizeAttribute>()?.Policy));
    }

    [Fact]
    public async Task Whoever_is_no_administrator_finds_nothing_there_and_nothing_tells_it_from_an_address_that_does_not_exist()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        using var lars = await SignedInBeforeTheLockAsync(forum, cast);
        using var guest = forum.CreateClient(followRedirects: false);
        using var bob = await cast.SignedInAsync(cast.Bob);
        using var mona = await cast.SignedInAsync(cast.Mona);

        // An administrator who isn't signed in yet returns to the page they opened.
        var (_, page) = await AskAsync(guest, HttpMethod.Get, "/admin/boards");
        Assert.Contains("/sign-in?returnUrl=%2Fadmin%2Fboards", page, StringComparison.Ordinal);
        foreach (var visitor in new[] { guest, bob, mona, lars })
        {
            var (_, missing) = await AskAsync(visitor, HttpMethod.Get, "/admin/nothing-of-the-kind");
            foreach (var (route, _) in Pages)
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post })
                {
                    var (status, text) = await AskAsync(visitor, method, route);
                    Assert.Equal(HttpStatusCode.NotFound, status);
                    Assert.DoesNotContain("ada@example.org", text, StringComparison.Ordinal);
                    if (method == HttpMethod.Get)
                        Assert.Equal(Title(missing), Title(text));
                }
            }
        }
    }

    [Fact]
    public async Task An_administrator_opens_every_page_until_the_role_is_taken_away()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var standing = forum.Services.GetRequiredService<ChangeMemberStatus>();
        await standing.SetRoleAsync(cast.Ada, cast.Cleo.MemberId!.Value, Role.Administrator);
        using var cleo = await cast.SignedInAsync(cast.Cleo);
        foreach (var (route, _) in Pages)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(cleo, HttpMethod.Get, route)).Status);

        await standing.SetRoleAsync(cast.Ada, cast.Cleo.MemberId!.Value, Role.Moderator);
        foreach (var (route, _) in Pages)
            Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(cleo, HttpMethod.Get, route)).Status);
    }

    [Fact]
    public async Task Reading_pages_load_nothing_of_MudBlazor_and_only_the_administration_may_set_style_attributes()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        using var ada = await cast.SignedInAsync(cast.Ada);
        using var guest = forum.CreateClient();
        foreach (var (visitor, path) in new[] { (guest, "/"), (guest, "/b/general"), (guest, "/search"), (ada, "/"), (ada, "/u/Bob"), (ada, "/settings/notifications") })
        {
            using var answer = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("mudblazor", text, StringComparison.OrdinalIgnoreCase);

            // With the hyphen of its class names: encrypted text can contain the three letters alone.
            Assert.DoesNotContain("mud-", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("unsafe-inline", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        using var page = await ada.GetAsync("/admin", TestContext.Current.CancellationToken);
        Assert.Contains("MudBlazor.min", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.EndsWith("; style-src-attr 'unsafe-inline'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    // Nobody can sign in to a locked account, but an older cookie is still sent.
    private static async Task<HttpClient> SignedInBeforeTheLockAsync(TestForum forum, Cast cast)
    {
        var standing = forum.Services.GetRequiredService<ChangeMemberStatus>();
        await standing.SetRoleAsync(cast.Ada, cast.Lars.MemberId!.Value, Role.Administrator);
        await standing.SetLockedAsync(cast.Ada, cast.Lars.MemberId!.Value, locked: false);
        var lars = await cast.SignedInAsync(cast.Lars);
        await standing.SetLockedAsync(cast.Ada, cast.Lars.MemberId!.Value, locked: true);
        return lars;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient visitor, HttpMethod method, string route)
    {
        using var request = new HttpRequestMessage(method, route);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([]);
        using var answer = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Title(string html) => html.Split("<h1>")[1].Split("</h1>")[0];
}
