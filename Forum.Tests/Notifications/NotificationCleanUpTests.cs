using Forum.Core.Access;
using Forum.Core.Notifications;
using Forum.Tests.Accounts;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>Notifications that are deleted automatically.</summary>
public class NotificationCleanUpTests(MovableForum site) : IClassFixture<MovableForum>
{
    private CastForum Forum => site.Forum;

    [Fact]
    public async Task What_was_read_ninety_days_ago_goes_and_what_is_unread_stays()
    {
        var reader = await Forum.MemberAsync();
        var (read, unread) = (await Forum.WatchedThreadAsync(reader), await Forum.WatchedThreadAsync(reader));
        foreach (var thread in new[] { read, unread })
            await Forum.ReplyAsync(Forum.Bob, thread.ThreadId, "A reply");
        await Forum.ShowAsync(reader, read.ThreadId, 1, 2);
        site.Clock.MoveOn(TimeSpan.FromDays(89));
        await Forum.Get<NotificationCleanUp>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await CountAsync(reader));

        site.Clock.MoveOn(TimeSpan.FromDays(2));
        await Forum.Get<NotificationCleanUp>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await CountAsync(reader));
        Assert.Equal(["Replies 2"], await Forum.UnreadAsync(reader));
    }

    [Fact]
    public async Task Beyond_a_thousand_the_oldest_go_and_their_threads_tell_again()
    {
        var reader = await Forum.MemberAsync();
        var thread = await Forum.WatchedThreadAsync(reader);
        await Forum.ReplyAsync(Forum.Bob, thread.ThreadId, "The oldest");
        await using (var db = await Forum.Cast.OpenAsync())
        {
            db.Notifications.AddRange(Enumerable.Range(1, 1009).Select(number => new Notification
            {
                MemberId = reader.MemberId!.Value,
                Kind = ForumNotifications.Mention.Kind,
                ThreadId = thread.ThreadId,
                PostNumber = number,
                At = site.Clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Forum.Get<NotificationCleanUp>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Notification.Most, await CountAsync(reader));
        await Forum.ReplyAsync(Forum.Bob, thread.ThreadId, "Told again");
        await using var after = await Forum.Cast.OpenAsync();
        Assert.Equal([3], await after.Notifications.Where(told => told.MemberId == reader.MemberId && told.Kind == ForumNotifications.Replies.Kind).Select(told => told.PostNumber).ToListAsync(TestContext.Current.CancellationToken));
    }

    private async Task<int> CountAsync(Viewer member)
    {
        await using var db = await Forum.Cast.OpenAsync();
        return await db.Notifications.CountAsync(told => told.MemberId == member.MemberId);
    }
}
