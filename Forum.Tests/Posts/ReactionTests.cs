using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Posts;

public class ReactionTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_reaction_is_counted_changed_and_taken_back()
    {
        var (post, author) = await PostAsync();

        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Like);
        await ReactAsync(forum.Mona, post.Id, ReactionKind.Like);
        Assert.Equal([(ReactionKind.Like, 2)], await CountsAsync(post));
        Assert.Equal(2, await ReceivedAsync(author));

        await ReactAsync(forum.Mona, post.Id, ReactionKind.Thanks);
        Assert.Equal([(ReactionKind.Like, 1), (ReactionKind.Thanks, 1)], await CountsAsync(post));
        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Like);
        Assert.Equal([(ReactionKind.Thanks, 1)], await CountsAsync(post));
        Assert.Equal(1, await ReceivedAsync(author));
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task The_page_of_a_post_says_who_has_reacted_how_and_which_is_ones_own()
    {
        var (post, _) = await PostAsync();
        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Love);

        var seen = await forum.Get<PostReactions>().FindAsync(forum.Cleo, post.Id, TestContext.Current.CancellationToken);
        Assert.Equal((ReactionKind.Love, (ReactionKind.Love, "Cleo")), (seen.Mine, seen.Names.Single()));
        Assert.Null((await forum.Get<PostReactions>().FindAsync(forum.Mona, post.Id, TestContext.Current.CancellationToken)).Mine);

        var visitor = await forum.VisitorAsync(forum.Cleo);
        var page = await visitor.GetAsync($"/p/{post.Id}/react");
        Assert.Contains("aria-pressed=\"true\" aria-label=\"Love\"", page.Body, StringComparison.Ordinal);
        using var guest = forum.Guest();
        var asGuest = (await guest.GetAsync($"/p/{post.Id}/react")).Body;
        Assert.Contains("/u/Cleo", asGuest, StringComparison.Ordinal);
        Assert.DoesNotContain("reaction-buttons", asGuest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_knows_the_readers_own_reactions_and_those_of_nobody_else()
    {
        var (post, author) = await PostAsync();
        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Love);

        async Task<bool> KnowsAsync(Viewer reader) => (await (await forum.VisitorAsync(reader)).GetAsync($"/p/{post.Id}")) is { Location: { } place }
            && (await (await forum.VisitorAsync(reader)).GetAsync(place)).Body.Contains($"data-reacted=\"{post.Id}:2\"", StringComparison.Ordinal);
        Assert.True(await KnowsAsync(forum.Cleo));
        foreach (var other in new[] { Viewer.Guest, author, forum.Mona })
            Assert.False(await KnowsAsync(other), other.Name);

        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Love);
        Assert.False(await KnowsAsync(forum.Cleo));
    }

    [Fact]
    public async Task A_form_without_a_script_reacts_and_leads_back_to_the_post()
    {
        var (post, _) = await PostAsync();
        var visitor = await forum.VisitorAsync(forum.Cleo);
        var fields = await visitor.OpenAsync($"/p/{post.Id}/react", "reaction-buttons");

        var answer = await visitor.PostAsync($"/p/{post.Id}/reaction", [.. fields.Where(field => field.Key == "__RequestVerificationToken"), new("kind", "3")]);

        Assert.Equal(302, answer.Status);
        Assert.EndsWith("#p1", answer.Location!, StringComparison.Ordinal);
        Assert.Equal([(ReactionKind.Laugh, 1)], await CountsAsync(post));
    }

    [Fact]
    public async Task Nobody_reacts_to_their_own_post_to_a_removed_one_or_to_somebody_who_has_blocked_them()
    {
        var (post, author) = await PostAsync();
        var react = forum.Get<ReactToPost>();
        Assert.Equal("You can't react to your own post.", (await react.RunAsync(author, post.Id, ReactionKind.Like)).Refusal!.Text);
        Assert.Equal("Choose an option from the list.", (await react.RunAsync(forum.Cleo, post.Id, (ReactionKind)99)).Refusal!.Text);
        Assert.Equal(Refusal.NotFound, (await react.RunAsync(forum.Cleo, long.MaxValue, ReactionKind.Like)).Refusal);

        var blocked = await forum.MemberAsync();
        Assert.True((await forum.Get<BlockMember>().BlockAsync(author, blocked.MemberId!.Value)).IsDone);
        Assert.Equal(Refusal.NotAllowed, (await react.RunAsync(blocked, post.Id, ReactionKind.Like)).Refusal);

        await ReactAsync(forum.Bob, post.Id, ReactionKind.Like);
        Assert.True((await forum.Get<BlockMember>().BlockAsync(author, forum.Bob.MemberId!.Value)).IsDone);
        await ReactAsync(forum.Bob, post.Id, ReactionKind.Like);
        Assert.Empty(await CountsAsync(post));
        Assert.True((await forum.RemoveAsync(author, post.Id)).IsDone);
        Assert.Equal("This post has been removed.", (await react.RunAsync(forum.Cleo, post.Id, ReactionKind.Like)).Refusal!.Text);
        Assert.Empty(await CountsAsync(post));
    }

    [Fact]
    public async Task A_hundred_at_once_leave_the_counts_right()
    {
        var (post, _) = await PostAsync();
        Viewer[] readers = [forum.Ada, forum.Mona, forum.Cleo];

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => forum.Get<ReactToPost>().RunAsync(readers[i % 3], post.Id, (ReactionKind)((i % 5) + 1))));

        await forum.CountersAreRightAsync();
        Assert.InRange((await CountsAsync(post)).Sum(count => count.Count), 0, 3);
    }

    [Fact]
    public async Task Reactions_come_to_pages_that_are_open_with_the_post()
    {
        var (post, _) = await PostAsync();
        var heard = new TaskCompletionSource<PostView>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = forum.Get<Forum.Core.Live.LiveFeed>().Subscribe(Forum.Core.Live.LiveChannel.Thread(post.ThreadId), null, happened =>
        {
            if (happened is PostChanged { Post: var changed })
                heard.TrySetResult(changed);
            return Task.CompletedTask;
        });

        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Surprise);

        Assert.Equal("4:1", (await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Reactions);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("1:2", "Like 2")]
    [InlineData("1:2 3:7 5:2", "Laugh 7, Like 2, Thanks 2")]
    public void The_most_frequent_comes_first(string kept, string shown) =>
        Assert.Equal(shown, string.Join(", ", ReactionCounts.Parse(kept).Select(count => $"{count.Kind} {count.Count}")));

    private async Task<(PostView Post, Viewer Author)> PostAsync()
    {
        var author = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(author);
        return ((await forum.PostsAsync(thread.ThreadId))[0], author);
    }

    private async Task ReactAsync(Viewer viewer, long postId, ReactionKind kind) => Assert.True((await forum.Get<ReactToPost>().RunAsync(viewer, postId, kind)).IsDone);

    private async Task<IEnumerable<(ReactionKind Kind, int Count)>> CountsAsync(PostView post) =>
        ReactionCounts.Parse((await forum.PostsAsync(post.ThreadId)).Single(one => one.Id == post.Id).Reactions);

    private async Task<int> ReceivedAsync(Viewer author) => (await forum.Get<MemberNameQueries>().ProfileAsync(author.Name))!.ReactionCount;
}
