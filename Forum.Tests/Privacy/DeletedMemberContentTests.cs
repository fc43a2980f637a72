using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Chat;
using Forum.Core.Posts;
using Forum.Core.Privacy;
using Forum.Core.Threads;
using Forum.Tests.Accounts;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>If the settings say so, a member's content is deleted with the account.</summary>
public sealed class DeletedMemberContentTests(MovableForum site) : IClassFixture<MovableForum>, IAsyncLifetime
{
    private const string Secret = "turquoise wombat";

    private CastForum Forum => site.Forum;

    public async ValueTask InitializeAsync() => await SetAsync(FormerPosts.Go);

    public async ValueTask DisposeAsync() => await SetAsync(FormerPosts.Stay);

    [Fact]
    public async Task The_texts_are_gone_from_the_database_and_a_tombstone_stands_on_each_floor()
    {
        var (member, thread) = (await Forum.MemberAsync(), await Forum.ThreadAsync());
        var own = await Forum.ThreadAsync(member, text: $"A {Secret}.");
        var reply = (await Forum.ReplyAsync(member, thread.ThreadId, $"Another {Secret}.")).Value;
        var edited = (await Forum.ReplyAsync(member, thread.ThreadId, $"The first {Secret}.")).Value;
        await Forum.EditAsync(member, edited, $"A changed {Secret}.");
        var after = (await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "What stays.")).Value;
        await Forum.Cast.SayAsync(member, $"The {Secret} says hello.");
        await using var db = await Forum.Cast.OpenAsync();
        Assert.NotEmpty(await MemberTraces.OfTextAsync(db, Secret));

        await DeleteAsync(member);

        Assert.Empty(await MemberTraces.OfTextAsync(db, Secret));
        using var guest = Forum.Guest();
        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
        Assert.Contains("What stays.", page, StringComparison.Ordinal);
        foreach (var post in new[] { reply, edited })
            Assert.Contains("Removed by its author", page.Split($"data-post=\"{post.Id}\"")[1].Split("</article>")[0], StringComparison.Ordinal);
        Assert.Contains($"data-post=\"{after.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("Removed by its author", (await guest.GetAsync($"/t/{own.ThreadId}/{own.Slug}")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await guest.GetAsync("/chat")).Body, StringComparison.Ordinal);
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task What_is_gone_is_put_back_by_nobody()
    {
        var (member, thread) = (await Forum.MemberAsync(), await Forum.ThreadAsync());
        var (standing, removed) = ((await Forum.ReplyAsync(member, thread.ThreadId, $"A {Secret}.")).Value, (await Forum.ReplyAsync(member, thread.ThreadId, $"A {Secret}.")).Value);
        await Forum.RemoveAsync(Forum.Mona, removed.Id, "Off topic");

        await DeleteAsync(member);

        foreach (var post in new[] { standing, removed })
        {
            foreach (var viewer in new[] { Forum.Mona, Forum.Ada })
                Assert.Equal("The author deleted their account and all their posts. This post can't be restored.", (await Forum.RestoreAsync(viewer, post.Id)).Refusal!.Text);
        }

        var shown = (await Forum.PostsAsync(thread.ThreadId)).Single(post => post.Id == removed.Id);
        Assert.Equal(("", false, "Off topic"), (shown.Html, shown.RemovedByAuthor, shown.RemovedReason));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Many_go_a_few_at_a_time_and_threads_that_are_hidden_are_gone_through_as_well()
    {
        var (member, thread, hidden) = (await Forum.MemberAsync(), await Forum.ThreadAsync(), await Forum.ThreadAsync());
        await Forum.ReplyAsync(member, hidden.ThreadId, $"A hidden {Secret}.");
        await Forum.ModerateAsync(Forum.Mona, hidden.ThreadId, ThreadModeration.Remove);
        var import = Forum.Get<ImportPosts>();
        var imported = new ImportedThread(await Forum.Cast.BoardIdAsync("general"), "Many words");
        var posts = Enumerable.Range(0, 120).Select(i => new ImportedPost(imported, member.MemberId, site.Clock.GetUtcNow(), $"The {Secret}, part {i}")).ToList();
        Assert.True((await import.WriteAsync((await import.RenderAsync(posts)).Value)).IsDone);
        var said = Enumerable.Range(0, 120).Select(i => new ImportedMessage(member.MemberId!.Value, site.Clock.GetUtcNow(), $"{Secret} {i}")).ToList();
        Assert.Equal(120, (await Forum.Get<ImportChat>().RunAsync(await Forum.Cast.LobbyIdAsync(), said)).Value);

        await DeleteAsync(member);

        await using var db = await Forum.Cast.OpenAsync();
        Assert.Empty(await MemberTraces.OfTextAsync(db, Secret));
        Assert.Equal(121, await db.Posts.CountAsync(post => post.AuthorId == member.MemberId && post.RemovedAt != null, TestContext.Current.CancellationToken));
        Assert.NotNull(await Forum.SeenThreadAsync(Forum.Cleo, thread.ThreadId));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Of_whoever_has_thought_again_everything_stays()
    {
        var member = await Forum.MemberAsync();
        var thread = await Forum.ThreadAsync(member, text: "What stays.");
        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(member, Cast.Password, TestContext.Current.CancellationToken)).IsDone);
        Assert.True((await Forum.Get<RequestAccountDeletion>().KeepAsync(member, TestContext.Current.CancellationToken)).IsDone);
        site.Clock.MoveOn(TimeSpan.FromDays(15));

        await Forum.Get<DeletedMemberContent>().RemoveAsync(member.MemberId!.Value, TestContext.Current.CancellationToken);

        Assert.Null(Assert.Single(await Forum.PostsAsync(thread.ThreadId)).RemovedAt);
    }

    [Fact]
    public async Task The_page_tells_beforehand_what_becomes_of_it()
    {
        var visitor = await Forum.VisitorAsync(await Forum.MemberAsync());
        Assert.Contains("Your posts and chat messages are deleted too", (await visitor.GetAsync("/settings/data")).Body, StringComparison.Ordinal);

        await SetAsync(FormerPosts.Stay);

        Assert.Contains("Your posts stay and show", (await visitor.GetAsync("/settings/data")).Body, StringComparison.Ordinal);
    }

    private async Task SetAsync(FormerPosts what) => Assert.True((await Forum.Get<ChangeAccountSettings>().RunAsync(
        Forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30) { FormerPosts = what })).IsDone);

    private async Task DeleteAsync(Viewer member)
    {
        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(member, Cast.Password)).IsDone);
        site.Clock.MoveOn(TimeSpan.FromDays(15));
        await Forum.Get<AccountDeletionJob>().RunAsync();
        Assert.Equal(Viewer.Guest, await Forum.Cast.NowAsync(member));
    }
}
