using Forum.Core.Text;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Forum.Tests.Threads;

/// <summary>A thread's title never gets in the way of the addresses below it, whatever routes there are.</summary>
public class ThreadAddressTests(CastForum forum) : IClassFixture<CastForum>
{
    private List<string[]> Routes => [.. forum.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(route => Segments(route.RoutePattern))];

    [Fact]
    public void A_slug_never_equals_a_route_below_its_thread()
    {
        var below = BelowThread();
        Assert.Superset(new HashSet<string> { "feed", "moderate", "reply", "watch" }, below);

        Assert.All(below, word => Assert.DoesNotContain(Links.ThreadSlug(Slugs.From(word, "thread")), below));
        Assert.Equal("feeds", Links.ThreadSlug("feeds"));
    }

    [Fact]
    public void No_route_stands_where_a_board_or_a_member_could_be_called_the_same()
    {
        var routes = Routes;
        var byName = routes.Where(route => route is ["b" or "u", "{}", ..]).ToList();
        Assert.Equal(["b", "u"], byName.Select(route => route[0]).Distinct().Order());
        foreach (var named in byName)
            Assert.DoesNotContain(routes, route => route.Length > 1 && route[0] == named[0] && route[1] != "{}");
    }

    [Fact]
    public async Task A_thread_with_the_name_of_a_route_opens_takes_replies_and_leaves_the_route_alone()
    {
        var bob = await forum.VisitorAsync(forum.Bob);
        foreach (var word in BelowThread())
        {
            var thread = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), $"{word.ToUpperInvariant()}!")).Value;
            Assert.Equal(word, thread.Slug);
            var address = Links.Thread(thread.ThreadId, thread.Slug);

            Assert.Contains($"{word.ToUpperInvariant()}!", (await bob.GetAsync(address)).Body, StringComparison.Ordinal);
            Assert.Equal((word, 302), (word, (await bob.SubmitAsync(address, "reply", ("Form.Text", "It is open."))).Status));
            Assert.Equal(address, (await bob.GetAsync($"/t/{thread.ThreadId}/whatever")).Location);
            Assert.Contains("<feed ", (await bob.GetAsync($"/t/{thread.ThreadId}/feed")).Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("5000000000")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public async Task A_page_past_the_end_is_the_last_however_large_its_number(string page)
    {
        var thread = await forum.ThreadAsync();
        for (var reply = 0; reply < 20; reply++)
            Assert.True((await forum.ReplyAsync(forum.Bob, thread.ThreadId, "One more")).IsDone);
        using var guest = forum.Guest();

        var body = (await guest.GetAsync($"{Links.Thread(thread.ThreadId, thread.Slug)}?page={page}")).Body;

        Assert.Contains("id=\"p21\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"p1\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("")]
    [InlineData("٢")]
    public void What_is_no_number_is_the_first_page(string page) => Assert.Equal(1, Pages.Clamp(page, 9));

    private HashSet<string> BelowThread() =>
        [.. Routes.Where(static route => route is ["t", "{}", not "{}", ..]).Select(static route => route[2])];

    private static string[] Segments(RoutePattern pattern) =>
        [.. pattern.PathSegments.Select(static segment => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : "{}")];
}
