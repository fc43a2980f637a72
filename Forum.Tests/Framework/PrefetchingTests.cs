using System.Text.Json;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Threads;
using Forum.Core.Threads.History;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Framework;

public class PrefetchingTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Guests_are_told_which_links_are_worth_fetching_and_nobody_else_is()
    {
        using var guest = forum.Guest();
        var bob = await forum.VisitorAsync(forum.Bob);

        foreach (var path in new[] { "/", "/", "/b/general", "/nowhere" })
            Assert.Equal("\"/prefetch.json\"", (await guest.GetAsync(path)).Header("Speculation-Rules"));
        var rules = await guest.GetAsync("/prefetch.json");
        Assert.Equal((200, "application/speculationrules+json"), (rules.Status, rules.Header("Content-Type").Split(';')[0]));
        Assert.Equal("moderate", JsonDocument.Parse(rules.Body).RootElement.GetProperty("prefetch")[0].GetProperty("eagerness").GetString());
        Assert.Equal(["", ""], [(await guest.GetAsync("/feed")).Header("Speculation-Rules"), (await bob.GetAsync("/")).Header("Speculation-Rules")]);

        // They have the framework's navigation, which doesn't use prefetched pages.
        guest.Cookies.Add(forum.Forum.Address, new System.Net.Cookie("forum-chat", "open"));
        Assert.Equal("", (await guest.GetAsync("/")).Header("Speculation-Rules"));
    }

    [Theory]
    [InlineData("prefetch")]
    [InlineData("prefetch;prerender")]
    [InlineData("prefetch;anonymous-client-ip")]
    public async Task A_page_that_is_fetched_ahead_counts_once_it_says_that_it_is_seen(string purpose)
    {
        var thread = await forum.ThreadAsync();
        using var guest = forum.Guest();
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";

        for (var time = 0; time < 2; time++)
        {
            using var ahead = await AheadAsync(guest, address, purpose);
            Assert.Equal((200, "prefetched"), ((int)ahead.StatusCode, string.Join(' ', ahead.Headers.GetValues("Server-Timing"))));
        }

        Assert.Equal(0, Views(thread));
        Assert.Equal(204, (await guest.PostAsync($"/seen?thread={thread.ThreadId}", [])).Status);
        Assert.Equal(1, Views(thread));

        // From the cache or freshly rendered, a page that someone is waiting for counts by itself.
        Assert.Equal("", (await guest.GetAsync(address)).Header("Server-Timing"));
        Assert.Equal(2, Views(thread));
    }

    [Fact]
    public async Task The_head_of_a_page_is_answered_like_the_page_and_counts_nothing()
    {
        var thread = await forum.ThreadAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        foreach (var (path, status) in new[] { ("/", 200), ($"/t/{thread.ThreadId}/{thread.Slug}", 200), ("/sign-in", 200), ("/feed", 200), ("/nowhere", 404), ("/alive", 204) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var answer = await bob.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((path, status, ""), (path, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }

        Assert.Equal(0, Views(thread));
    }

    [Fact]
    public async Task What_a_guest_cannot_see_is_not_seen_and_a_members_page_counts_itself()
    {
        var thread = await forum.ThreadAsync();
        var hidden = await forum.ThreadAsync(forum.Mona, (await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator)).Id);
        using var guest = forum.Guest();
        var bob = await forum.VisitorAsync(forum.Bob);

        foreach (var query in new[] { $"?thread={hidden.ThreadId}", "?thread=2147483647", "?thread=-1", "" })
            Assert.Equal((query, 204), (query, (await guest.PostAsync("/seen" + query, [])).Status));
        foreach (var query in new[] { "?thread=x", "?thread=99999999999" })
            Assert.Equal((query, 400), (query, (await guest.PostAsync("/seen" + query, [])).Status));
        Assert.Equal(204, (await bob.PostAsync($"/seen?thread={thread.ThreadId}", [])).Status);

        Assert.Equal((0, 0), (Views(thread), Views(hidden)));
    }

    [Fact]
    public async Task Nothing_is_fetched_ahead_for_a_member_since_it_would_be_marked_as_read()
    {
        var thread = await forum.ThreadAsync();
        var reader = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(reader);
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";

        using var ahead = await AheadAsync(visitor, address, "prefetch");
        Assert.Equal((503, ""), ((int)ahead.StatusCode, await ahead.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(0, Views(thread));
        Assert.Empty(await forum.Get<ReadMarks>().FindAsync(reader, [thread.ThreadId]));
        Assert.Empty((await forum.Get<MyViewHistory>().PageAsync(reader, null, 1, TestContext.Current.CancellationToken)).Threads);
        using var file = await AheadAsync(visitor, "/favicon.svg", "prefetch");
        Assert.Equal(200, (int)file.StatusCode);

        Assert.Equal(200, (await visitor.GetAsync(address)).Status);
        Assert.Equal(1, Views(thread));
        Assert.NotEmpty(await forum.Get<ReadMarks>().FindAsync(reader, [thread.ThreadId]));
    }

    private static async Task<HttpResponseMessage> AheadAsync(Visitor visitor, string path, string purpose)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Sec-Purpose", purpose);
        return await visitor.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    // Views wait before they're written, and a batch may be written during a test.
    private int Views(ThreadPlace thread)
    {
        using var db = forum.Get<IDbContextFactory<ForumDb>>().CreateDbContext();
        return forum.Get<ViewCounts>().Waiting(thread.ThreadId) + db.Threads.Where(row => row.Id == thread.ThreadId).Select(static row => row.ViewCount).Single();
    }
}
