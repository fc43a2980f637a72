using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Forum.Web.Components;
using Forum.Web.Posts;
using Forum.Web.Threads;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Components;

/// <summary>What rooms put into posts and rows, which are the same for everyone.</summary>
public class FragmentSlotTests
{
    [Fact]
    public async Task A_page_of_posts_with_a_filled_slot_costs_one_query_more()
    {
        var without = await ReadsAsync(static _ => { });
        var with = await ReadsAsync(static services => services.AddHandler<Places>());

        Assert.Equal(without.Reads + 1, with.Reads);
        Assert.Equal(["1", "2", "3"], with.Body.Split("<forum-slot name=\"post-footer\"><b>")[1..].Select(static part => part[..part.IndexOf('<', StringComparison.Ordinal)]));
        Assert.DoesNotContain("forum-slot", without.Body, StringComparison.Ordinal);
        Assert.All([without.Body, with.Body], static body => Assert.DoesNotContain("slot:", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_empty_slots_everyone_gets_the_same_text()
    {
        await using var forum = new CastForum();
        await forum.InitializeAsync();
        var thread = await forum.ThreadAsync();
        var (drawing, rows) = (forum.Get<PostDrawing>(), forum.Get<RowDrawing>());
        var post = await drawing.PostAsync((await forum.PostsAsync(thread.ThreadId))[0]);
        var row = await rows.ThreadAsync((await forum.Get<ThreadQueries>().RowAsync(thread.ThreadId, TestContext.Current.CancellationToken))!);

        Assert.Same(drawing.Update(post, forum.Cleo, guestsReply: false), drawing.Update(post, forum.Lars with { Role = Role.Member }, guestsReply: true));
        Assert.NotSame(drawing.Update(post, forum.Cleo, guestsReply: false), drawing.Update(post, forum.Mona, guestsReply: false));
        Assert.Same(rows.Update(row, forum.Cleo), rows.Update(row, forum.Bob));
    }

    [Fact]
    public async Task Rooms_fill_slots_in_order_and_for_all_guests_alike()
    {
        var slots = new FragmentSlots<int>([new Said("b", 2), new Said("a", 1)]);
        var guest = Viewer.Guest with { Origin = "10.0.0.1" };

        var fill = await slots.FillAsync(guest, [7], TestContext.Current.CancellationToken);

        Assert.Equal(("a at  for 1b at  for 1", "", ""), (fill(7, "here"), fill(8, "here"), fill(7, "elsewhere")));
        Assert.Equal("new a at new b at ", slots.FillNew(guest, 7)(7, "here"));
        Assert.Equal("", (await slots.FillAsync(guest, [], TestContext.Current.CancellationToken))(7, "here"));
    }

    private static async Task<(int Reads, string Body)> ReadsAsync(Action<IServiceCollection> register)
    {
        var recorder = new QueryRecorder();
        await using var forum = new CastForum
        {
            Replace = services =>
            {
                // No batch of views is written between two counts.
                services.AddSingleton<TimeProvider, WithoutTimers>();
                recorder.ListenTo(services);
                register(services);
            },
        };
        await forum.InitializeAsync();
        var thread = await forum.ThreadAsync();
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Second.");
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Third.");
        var bob = await forum.VisitorAsync(forum.Bob);
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        await bob.GetAsync(address);

        var before = recorder.Reads;
        var page = await bob.GetAsync(address);
        return (recorder.Reads - before, page.Body);
    }

    /// <summary>Asks the database where the posts are.</summary>
    private sealed class Places(PostQueries posts) : IFragmentSlot<PostOnPage>
    {
        public string Name => FragmentSlotNames.PostFooter;

        public async ValueTask<IReadOnlyDictionary<long, MarkupString>> FillAsync(Viewer viewer, IReadOnlyList<PostOnPage> items, CancellationToken cancellation) =>
            (await posts.RangeAsync(items[0].ThreadId, items[0].Number, items[^1].Number, cancellation))
                .ToDictionary(static post => post.Id, static post => new MarkupString($"<b>{post.Number}</b>"));
    }

    private sealed class Said(string text, int order) : IFragmentSlot<int>
    {
        public string Name => "here";

        public int Order => order;

        public ValueTask<IReadOnlyDictionary<long, MarkupString>> FillAsync(Viewer viewer, IReadOnlyList<int> items, CancellationToken cancellation) =>
            ValueTask.FromResult<IReadOnlyDictionary<long, MarkupString>>(items.ToDictionary(
                static item => (long)item, _ => new MarkupString($"{text} at {viewer.Origin} for {items.Count}")));

        public MarkupString FillNew(Viewer viewer, int item) => new($"new {text} at {viewer.Origin}");
    }
}
