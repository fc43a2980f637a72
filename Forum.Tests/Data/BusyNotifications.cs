using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts.Reactions;
using Forum.Tests.Notifications;
using Forum.Tests.Support;


namespace Forum.Tests.Data;

/// <summary>
/// Sends each kind of notification once in the busy forum, and does everything that members can do with them.
/// </summary>
internal sealed class BusyNotifications(CastForum forum)
{
    public async Task RunAsync()
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        await forum.ChangeAsync(reader, member => member.EmailConfirmed = true);
        await forum.ChooseAsync(reader, new NotificationPreferences(NotificationKinds.All, ChangeNotificationPreferences.Mailable, WatchesOwn: true));
        Assert.Equal(ChangeNotificationPreferences.Mailable, (await forum.Get<ChangeNotificationPreferences>().FindAsync(reader)).Mailed);
        var boardId = await forum.Cast.BoardIdAsync("general");
        await forum.WatchBoardAsync(reader, boardId, isWatched: false);
        await forum.WatchBoardAsync(reader, boardId);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(writer, reader.MemberId!.Value)).IsDone);
        var thread = await forum.ThreadAsync(writer, boardId);
        await forum.WatchAsync(reader, thread.ThreadId);
        await WriteAsync(reader, writer, thread.ThreadId);
        await ReadAsync(reader, thread.ThreadId, boardId);
    }

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
        Assert.NotEmpty(await forum.ListAsync(reader, NotificationKinds.Mention));
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
