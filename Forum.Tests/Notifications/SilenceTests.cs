using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>Who isn't notified, and which notifications disappear again.</summary>
public class SilenceTests(CastForum forum) : IClassFixture<CastForum>
{
    public static TheoryData<string> Reasons => ["own", "blocked", "ignored", "locked", "leaving", "unapproved", "unconfirmed", "unreadable", "switched off"];

    /// <summary>
    /// For each way a post can notify someone: the rule exists once for queries and once for SQL statements, and this
    /// compares them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Nobody_is_told_who_is_not_to_be(string reason)
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var board = await forum.BoardAsync(Role.Guest);
        var thread = await forum.WatchedThreadAsync(reader, board.Id);
        await forum.WatchBoardAsync(reader, board.Id);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(reader, author.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        await using (var db = await forum.Cast.OpenAsync())
            await MakeAsync(db, reason, reader, author, board.Id);
        var writer = reason switch { "own" => reader, "unreadable" => forum.Mona, _ => author };
        if (reason == "blocked")
            await FollowPastTheActAsync(reader, author);

        await WriteEachWayAsync(writer, reader, thread.ThreadId, board.Id);

        await using var after = await forum.Cast.OpenAsync();
        Assert.Equal(0, await after.Notifications.CountAsync(told => told.MemberId == reader.MemberId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_has_no_such_reason_is_told_in_each_of_the_ways()
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var board = await forum.BoardAsync(Role.Guest);
        var thread = await forum.WatchedThreadAsync(reader, board.Id);
        await forum.WatchBoardAsync(reader, board.Id);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(reader, author.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        await WriteEachWayAsync(author, reader, thread.ThreadId, board.Id);
        Assert.True((await forum.StartAsync(forum.Mona, board.Id, "By somebody else")).IsDone);

        Assert.Equal(["Replies 2", "Mention 3", "FollowedThread 1", "Mention 1", "BoardThread 1"], await forum.UnreadAsync(reader));
    }

    [Fact]
    public async Task What_is_removed_or_may_not_be_read_any_more_goes_from_list_and_count()
    {
        var reader = await forum.MemberAsync();
        var (closing, ignored) = (await forum.BoardAsync(), await forum.BoardAsync());
        var threads = new List<ThreadPlace>();
        foreach (var boardId in new int?[] { closing.Id, ignored.Id, null, null })
        {
            threads.Add(await forum.WatchedThreadAsync(reader, boardId));
            await forum.ReplyAsync(forum.Bob, threads[^1].ThreadId, "A reply");
        }

        var post = (await forum.PostsAsync(threads[3].ThreadId))[1];
        Assert.Equal(4, (await forum.UnreadAsync(reader)).Count);
        await forum.ModerateAsync(forum.Mona, threads[2].ThreadId, ThreadModeration.Remove);
        Assert.Equal((3, 3), ((await forum.UnreadAsync(reader)).Count, (await forum.ListAsync(reader)).Count));
        await forum.RemoveAsync(forum.Mona, post.Id);
        Assert.Equal((2, 2), ((await forum.UnreadAsync(reader)).Count, (await forum.ListAsync(reader)).Count));
        var form = new BoardForm(closing.Id, closing.CategoryId, closing.Name, "A corner.", Role.Moderator, Role.Moderator, Role.Moderator);
        Assert.True((await forum.Get<ArrangeBoards>().SaveBoardAsync(forum.Ada, form, TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal((1, 1), ((await forum.UnreadAsync(reader)).Count, (await forum.ListAsync(reader)).Count));
        Assert.True((await forum.Get<IgnoreBoard>().RunAsync(reader, ignored.Id, isIgnored: true, TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal((0, 0), ((await forum.UnreadAsync(reader)).Count, (await forum.ListAsync(reader)).Count));
        Assert.True((await forum.ModerateAsync(forum.Mona, threads[2].ThreadId, ThreadModeration.Restore)).IsDone);
        Assert.Equal((1, 1), ((await forum.UnreadAsync(reader)).Count, (await forum.ListAsync(reader)).Count));
    }

    [Fact]
    public async Task Whoever_had_replies_switched_off_hears_of_the_next_when_they_are_switched_on()
    {
        var reader = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(reader);
        await forum.ChooseAsync(reader, new NotificationPreferences(NotificationKinds.All & ~ForumNotifications.Replies.Bit, default, true));
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Not told");
        Assert.Empty(await forum.UnreadAsync(reader));

        await forum.ChooseAsync(reader, new NotificationPreferences(NotificationKinds.All, default, true));
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Told");
        Assert.Equal(["Replies 3"], await forum.UnreadAsync(reader));
    }

    private async Task WriteEachWayAsync(Viewer writer, Viewer reader, int threadId, int boardId)
    {
        Assert.True((await forum.ReplyAsync(writer, threadId, "A reply")).IsDone);
        Assert.True((await forum.ReplyAsync(writer, threadId, $"For @{reader.Name}")).IsDone);
        Assert.True((await forum.StartAsync(writer, boardId, "A thread")).IsDone);
        Assert.True((await forum.StartAsync(writer, boardId, "A thread", $"For @{reader.Name}")).IsDone);
    }

    private async Task MakeAsync(Forum.Core.Data.ForumDb db, string reason, Viewer reader, Viewer author, int boardId)
    {
        switch (reason)
        {
            case "blocked":
                Assert.True((await forum.Get<BlockMember>().BlockAsync(reader, author.MemberId!.Value)).IsDone);
                break;
            case "ignored":
                Assert.True((await forum.Get<IgnoreBoard>().RunAsync(reader, boardId, isIgnored: true)).IsDone);
                break;
            case "unreadable":
                await db.Boards.Where(board => board.Id == boardId).ExecuteUpdateAsync(set => set.SetProperty(board => board.ReadRole, Role.Moderator));
                break;
            case "switched off":
                await forum.ChooseAsync(reader, new NotificationPreferences(NotificationKinds.None, default, true));
                break;
        }

        await forum.ChangeAsync(reader, member =>
        {
            var now = DateTimeOffset.UtcNow;
            (member.LockedAt, member.DeletionDueAt) = (reason == "locked" ? now : null, reason == "leaving" ? now.AddDays(10) : null);
            (member.AwaitsApproval, member.AwaitsConfirmation) = (reason == "unapproved", reason == "unconfirmed");
        });
    }

    private async Task FollowPastTheActAsync(Viewer reader, Viewer author)
    {
        await using var db = await forum.Cast.OpenAsync();
        db.MemberFollows.Add(new MemberFollow { FollowerId = reader.MemberId!.Value, FollowedId = author.MemberId!.Value, Since = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    }
}
