using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts.Reactions;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>What members are notified of: each kind once, by the act itself.</summary>
public class TellingTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Replies_in_a_watched_thread_are_one_row_until_they_are_read()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(reader);
        for (var i = 0; i < 5; i++)
            await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"Reply {i}");

        Assert.Equal(["Replies 2"], await forum.UnreadAsync(reader));
        var told = Assert.Single(await forum.ListAsync(reader));
        Assert.Equal((5, "Bob", true), (told.ReplyCount, told.ByName, told.IsUnread));

        await forum.ShowAsync(reader, thread.ThreadId, 1, 6);
        Assert.Empty(await forum.UnreadAsync(reader));
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "One more");
        Assert.Equal(["Replies 7"], await forum.UnreadAsync(reader));
    }

    [Fact]
    public async Task Replies_that_are_removed_are_not_counted_and_count_again_when_they_are_restored()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(reader);
        var removed = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A reply")).Value;
        await forum.RemoveAsync(forum.Mona, removed.Id);
        Assert.Empty(await forum.ListAsync(reader));
        Assert.Empty(await forum.UnreadAsync(reader));
        await forum.RestoreAsync(forum.Mona, removed.Id);
        Assert.Equal(["Replies 2"], await forum.UnreadAsync(reader));
        await forum.RemoveAsync(forum.Mona, removed.Id);
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Another");

        var told = Assert.Single(await forum.ListAsync(reader));
        Assert.Equal((1, 3, forum.Cleo.MemberId), (told.ReplyCount, told.PostNumber, told.ById));
        var page = (await (await forum.VisitorAsync(reader)).GetAsync("/notifications")).Body;
        Assert.Contains("Cleo replied in", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2 new replies", page, StringComparison.Ordinal);

        await forum.RestoreAsync(forum.Mona, removed.Id);
        told = Assert.Single(await forum.ListAsync(reader));
        Assert.Equal((2, 2, forum.Bob.MemberId), (told.ReplyCount, told.PostNumber, told.ById));
    }

    [Fact]
    public async Task Whoever_starts_or_replies_watches_unless_they_have_stopped_or_chosen_otherwise()
    {
        var (starter, replier, quiet, gone) = (await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync());
        await forum.ChooseAsync(quiet, new NotificationPreferences(NotificationKinds.All, default, WatchesOwn: false));
        var thread = await forum.ThreadAsync(starter);
        foreach (var member in new[] { replier, quiet, gone })
            await forum.ReplyAsync(member, thread.ThreadId, "A reply");
        await forum.WatchAsync(gone, thread.ThreadId, isWatched: false);
        await forum.ReplyAsync(gone, thread.ThreadId, "Again");
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "By somebody else");

        Assert.Equal(["Replies 2"], await forum.UnreadAsync(starter));
        Assert.Equal(["Replies 3"], await forum.UnreadAsync(replier));
        Assert.Empty(await forum.UnreadAsync(quiet));
        Assert.Empty(await forum.UnreadAsync(gone));
        Assert.True(await forum.Get<MyWatches>().WatchesThreadAsync(replier, thread.ThreadId));
        Assert.False(await forum.Get<MyWatches>().WatchesThreadAsync(gone, thread.ThreadId));
    }

    [Fact]
    public async Task A_mention_beats_a_quotation_and_that_beats_the_reply()
    {
        var (mentioned, quoted, watching) = (await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.WatchedThreadAsync(watching);
        var post = (await forum.ReplyAsync(quoted, thread.ThreadId, "Wise words")).Value;
        var other = (await forum.ReplyAsync(mentioned, thread.ThreadId, "Other words")).Value;
        await forum.ShowAsync(quoted, thread.ThreadId, 1, 3);
        await forum.ReplyAsync(
            forum.Bob, thread.ThreadId,
            $"> **{quoted.Name}** [↑](/p/{post.Id})\n>\n> Wise words\n\n> **{mentioned.Name}** [↑](/p/{other.Id})\n>\n> Other words\n\nWell, @{mentioned.Name} and @{mentioned.Name}");

        Assert.Equal(["Mention 4"], await forum.UnreadAsync(mentioned));
        Assert.Equal(["Quote 4"], await forum.UnreadAsync(quoted));
        Assert.Equal(["Replies 2"], await forum.UnreadAsync(watching));

        // The mention doesn't replace the notification about the next reply.
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "And one more");
        Assert.Equal(["Mention 4", "Replies 5"], await forum.UnreadAsync(mentioned));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_stands_in_a_quotation_or_in_code()
    {
        var (mentioned, quoted) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(forum.Mona);
        var post = (await forum.ReplyAsync(quoted, thread.ThreadId, "Wise words")).Value;
        await forum.WatchAsync(quoted, thread.ThreadId, isWatched: false);
        var quotation = $"> **{quoted.Name}** [↑](/p/{post.Id})\n>\n> Wise words\n";
        foreach (var text in new[]
        {
            $"> @{mentioned.Name} hi",
            $"> **Bob** [↑](/p/1)\n>\n> @{mentioned.Name} hi\n\nyes",
            $"```\n@{mentioned.Name}\n\n{quotation}```",
            $"Use `> **{quoted.Name}** [↑](/p/{post.Id})`",
            $"    {quotation}",
            string.Concat(quotation.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => $"> {line}\n")),
        })
        {
            Assert.True((await forum.ReplyAsync(forum.Bob, thread.ThreadId, text)).IsDone);
        }

        Assert.Empty(await forum.UnreadAsync(mentioned));
        Assert.Empty(await forum.UnreadAsync(quoted));
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"{quotation}\nYes, 感谢@{mentioned.Name}");
        Assert.Equal(["Mention 9"], await forum.UnreadAsync(mentioned));
        Assert.Equal(["Quote 9"], await forum.UnreadAsync(quoted));
    }

    [Fact]
    public async Task An_edit_tells_those_whom_it_mentions_newly_and_nobody_twice()
    {
        var (first, second) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(forum.Mona);
        var post = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"Hello @{first.Name}")).Value;
        foreach (var text in new[] { $"Hello @{first.Name} and @{second.Name}", "Hello", $"Hello @{second.Name}, @{first.Name}" })
            post = (await forum.EditAsync(forum.Bob, post, text)).Value;

        Assert.Equal(["Mention 2"], await forum.UnreadAsync(first));
        Assert.Equal(["Mention 2"], await forum.UnreadAsync(second));
    }

    [Fact]
    public async Task A_new_thread_is_told_once_to_those_who_are_mentioned_follow_or_watch_the_board()
    {
        var (author, follower, watcher, both, mentioned) =
            (await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync());
        var board = await forum.BoardAsync();
        foreach (var member in new[] { follower, both, mentioned })
            Assert.True((await forum.Get<FollowMember>().FollowAsync(member, author.MemberId!.Value)).IsDone);
        foreach (var member in new[] { watcher, both, mentioned, author })
            await forum.WatchBoardAsync(member, board.Id);
        await forum.ThreadAsync(author, board.Id, $"Hello @{mentioned.Name}");

        Assert.Equal(["FollowedThread 1"], await forum.UnreadAsync(follower));
        Assert.Equal(["BoardThread 1"], await forum.UnreadAsync(watcher));
        Assert.Equal(["FollowedThread 1"], await forum.UnreadAsync(both));
        Assert.Equal(["Mention 1"], await forum.UnreadAsync(mentioned));
        Assert.Equal(["Follower 0", "Follower 0", "Follower 0"], await forum.UnreadAsync(author));
    }

    [Fact]
    public async Task Reactions_to_a_post_are_gathered_until_they_are_read_and_taken_back()
    {
        var author = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(author);
        var post = (await forum.PostsAsync(thread.ThreadId))[0];
        foreach (var member in new[] { forum.Bob, forum.Cleo, forum.Mona })
            await ReactAsync(member, post.Id, ReactionKind.Like);
        await ReactAsync(forum.Bob, post.Id, ReactionKind.Love);

        var told = Assert.Single(await forum.ListAsync(author));
        Assert.Equal((ForumNotifications.Reaction.Kind, 3, "Mona"), (told.Kind, told.Count, told.ByName));
        await ReactAsync(forum.Mona, post.Id, ReactionKind.Like);
        Assert.Equal(2, Assert.Single(await forum.ListAsync(author)).Count);
        await ReactAsync(forum.Bob, post.Id, ReactionKind.Love);
        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Like);
        Assert.Empty(await forum.ListAsync(author));

        await ReactAsync(forum.Bob, post.Id, ReactionKind.Like);
        await forum.ShowAsync(author, thread.ThreadId, 1, 1);
        await ReactAsync(forum.Cleo, post.Id, ReactionKind.Like);
        Assert.Equal([1, 1], (await forum.ListAsync(author)).Select(row => row.Count));
        Assert.Equal(["Reaction 1"], await forum.UnreadAsync(author));
    }

    [Fact]
    public async Task A_follower_who_comes_and_goes_is_told_of_once()
    {
        var (followed, follower) = (await forum.MemberAsync(), await forum.MemberAsync());
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await forum.Get<FollowMember>().FollowAsync(follower, followed.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
            Assert.True((await forum.Get<FollowMember>().UnfollowAsync(follower, followed.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        }

        Assert.Equal(["Follower 0"], await forum.UnreadAsync(followed));
        Assert.Equal(follower.Name, Assert.Single(await forum.ListAsync(followed)).ByName);

        // The list itself has shown it: no other page could.
        await forum.Get<NotificationReads>().WriteBatchAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await forum.UnreadAsync(followed));
    }

    [Fact]
    public async Task Of_a_post_that_mentions_five_hundred_fifty_hear()
    {
        var members = Enumerable.Range(0, 60).Select(i => new ImportedMember(forum.Fresh("Storm"), $"storm{i}@example.org", DateTimeOffset.UnixEpoch)).ToList();
        var imported = (await forum.Get<ImportMembers>().RunAsync(members, null, TestContext.Current.CancellationToken)).Value;
        var thread = await forum.ThreadAsync(forum.Mona);
        var names = Enumerable.Range(0, 440).Select(i => $"@Nobody{i}").ToList();
        Assert.True((await forum.ReplyAsync(forum.Bob, thread.ThreadId, string.Join(' ', members.Select(member => "@" + member.Name).Concat(names)))).IsDone);

        await using var db = await forum.Cast.OpenAsync();
        Assert.Equal(50, await db.Notifications.CountAsync(told => told.ThreadId == thread.ThreadId && told.Kind == ForumNotifications.Mention.Kind, TestContext.Current.CancellationToken));
    }

    private async Task ReactAsync(Viewer member, long postId, ReactionKind kind) => Assert.True((await forum.Get<ReactToPost>().RunAsync(member, postId, kind)).IsDone);
}
