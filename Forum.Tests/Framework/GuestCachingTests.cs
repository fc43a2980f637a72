using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Framework;

/// <summary>What tells one guests' page from another.</summary>
public class GuestCachingTests
{
    [Fact]
    public async Task A_page_differs_by_the_query_that_it_names_and_by_nothing_else_of_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        using var guest = forum.CreateClient();

        foreach (var (path, isKept) in new[]
        {
            ("/?page=7", false), ("/", true), ("/?page=8&x=1", true), ("/b/general?page=1", false), ("/b/general", true), ("/b/general?show=removed", true),
            ("/b/general?page=2", false), ("/b/general?PAGE=2&y", true), ("/b/general?page=02", true), ("/u/Bob?x", false), ("/u/Bob?page=1", true), ("/u/Bob/about", false), ("/u/Bob/about?page=3", true), ("/u/Bob/reactions", false), ("/u/Bob/reactions", false),
            ($"/t/{thread.ThreadId}/{thread.Slug}?quote=1", false), ($"/t/{thread.ThreadId}/{thread.Slug}", true), ($"/feed?a", false), ("/feed?page=2", true),
        })
        {
            using var answer = await guest.GetAsync(path, TestContext.Current.CancellationToken);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            // The cache says how old its pages are.
            Assert.Equal((path, isKept), (path, answer.Headers.Age is not null));
            Assert.True(!page.Contains("page%3D7", StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public async Task Rooms_hear_who_opens_and_sees_a_page_and_of_nothing_else()
    {
        var heard = new Heard();
        await using var forum = await TestForum.StartAsync(services => services.AddSingleton<IAfterRead<PageOpened>>(heard).AddSingleton<IAfterRead<PageSeen>>(heard));
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        using var guest = forum.CreateClient(followRedirects: false);

        foreach (var path in new[] { "/", "/", $"/t/{thread.ThreadId}/{thread.Slug}", $"/t/{thread.ThreadId}", "/feed", "/alive", "/favicon.svg", "/nowhere" })
            (await guest.GetAsync(path, TestContext.Current.CancellationToken)).Dispose();

        // The last two are the redirect to the thread, and the page that isn't there.
        Assert.Equal(["opened", "seen ", "opened", "seen ", "opened", $"seen {thread.ThreadId}", "opened", "opened"], heard.All);
    }

    private sealed class Heard : IAfterRead<PageOpened>, IAfterRead<PageSeen>
    {
        public List<string> All { get; } = [];

        public ValueTask HandleAsync(PageOpened shown, CancellationToken cancellation) => Add("opened");

        public ValueTask HandleAsync(PageSeen shown, CancellationToken cancellation) => Add($"seen {shown.ThreadId}");

        private ValueTask Add(string what)
        {
            All.Add(what);
            return ValueTask.CompletedTask;
        }
    }
}
