using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Mail;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts.Reactions;
using Forum.Tests.Data;
using Forum.Tests.Support;

namespace Forum.Tests.Notifications;

/// <summary>What members are told once in the busy forum, and what they do about it.</summary>
internal sealed class BusyNotifications(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        await forum.ChangeAsync(reader, member => member.EmailConfirmed = true);
        await forum.ChooseAsync(reader, new NotificationPreferences(NotificationKinds.All, NotifiedForum.Mailable, WatchesOwn: true));
        Assert.Equal(NotifiedForum.Mailable, (await forum.Get<ChangeNotificationPreferences>().FindAsync(reader)).Mailed);
        var boardId = await forum.Cast.BoardIdAsync("general");
        await forum.WatchBoardAsync(reader, boardId, isWatched: false);
        await forum.WatchBoardAsync(reader, boardId);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(writer, reader.MemberId!.Value)).IsDone);
        var thread = await forum.ThreadAsync(writer, boardId);
        await forum.WatchAsync(reader, thread.ThreadId);
        await WriteAsync(reader, writer, thread.ThreadId);
        await AskAsync(reader, writer, thread.ThreadId);
        await ReadAsync(reader, thread.ThreadId, boardId);
    }

    // As another room would: about a post, about no post, and by mail.
    private async Task AskAsync(Viewer reader, Viewer writer, int threadId) => Assert.True((await forum.Get<ForumWriter>().WriteAsync<Done>(async scope =>
    {
        await scope.RaiseFactAsync(new NotificationRequested(ForumNotifications.Reaction, [reader.MemberId!.Value], writer.MemberId) { ThreadId = threadId, PostNumber = 1 });
        await scope.RaiseFactAsync(new NotificationRequested(ForumNotifications.Follower, [reader.MemberId!.Value], writer.MemberId));
        await MailOutbox.AddAsync(scope, NotificationMails.Mentioned, "reader@example.org", reader.MemberId, ("title", "By mail"));
        return default(Done);
    })).IsDone);

    private async Task WriteAsync(Viewer reader, Viewer writer, int threadId)
    {
        Assert.True((await forum.ReplyAsync(writer, threadId, "Told, and by mail")).IsDone);
        var own = (await forum.ReplyAsync(reader, threadId, "Wise words")).Value;
        Assert.True((await forum.ReplyAsync(writer, threadId, $"> **{reader.Name}** [↑](/p/{own.Id})\n>\n> Wise words")).IsDone);
        var post = (await forum.ReplyAsync(writer, threadId, $"For @{reader.Name}")).Value;
        Assert.True((await forum.EditAsync(writer, post, $"For @{reader.Name} and @Cleo")).IsDone);
        foreach (var kind in new[] { ReactionKind.Like, ReactionKind.Like })
            Assert.True((await forum.Get<ReactToPost>().RunAsync(writer, own.Id, kind)).IsDone);
        Assert.True((await forum.Get<ReactToPost>().RunAsync(writer, own.Id, ReactionKind.Love)).IsDone);
    }

    private async Task ReadAsync(Viewer reader, int threadId, int boardId)
    {
        var (changes, mine, watches) = (forum.Get<ChangeCounters>(), forum.Get<MyNotifications>(), forum.Get<MyWatches>());
        var list = await forum.ListAsync(reader);
        Assert.True(list.Count >= 5, string.Join(", ", list.Select(told => told.Kind)));
        Assert.NotEmpty(await forum.ListAsync(reader, ForumNotifications.Mention.Bit));
        Assert.NotEmpty(await mine.PageAsync(reader, NotificationKinds.All, new NotificationCursor(list[0].Id, IsUnread: true)));
        changes.Changed(LiveChannel.Member(reader.MemberId!.Value));
        await forum.Get<NotificationReads>().ShownAsync(reader, threadId, 1, 3);
        await forum.Get<NotificationReads>().WriteBatchAsync();
        Assert.True((await mine.ReadAsync(reader, list[0].Id)).IsDone);
        Assert.NotEmpty(await forum.UnreadAsync(reader));
        Assert.True((await mine.ReadAllAsync(reader)).IsDone);
        Assert.True(await watches.WatchesThreadAsync(reader, threadId));
        Assert.True(await watches.WatchesBoardAsync(reader, boardId));
        Assert.NotEmpty(await watches.ThreadsAsync(reader, 1));
        Assert.NotEmpty(await watches.BoardsAsync(reader));
        await forum.Get<NotificationCleanUp>().RunAsync();
        await forum.WatchAsync(reader, threadId, isWatched: false);
    }
}
