using Forum.Core.Access;
using Forum.Core.Mail;
using Forum.Core.Notifications;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>Notifications by email: only to members who opted in, and once per thread until it's read.</summary>
public class NotificationMailTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Mails_come_to_those_who_ask_for_them_and_once_until_the_thread_is_read()
    {
        var (asking, silent, unconfirmed) = (await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync());
        foreach (var member in new[] { asking, silent })
            await forum.ChangeAsync(member, row => row.EmailConfirmed = true);
        foreach (var member in new[] { asking, unconfirmed })
            await forum.ChooseAsync(member, new NotificationPreferences(NotificationKinds.All, NotifiedForum.Mailable, true));
        var thread = await forum.WatchedThreadAsync(asking);
        foreach (var member in new[] { silent, unconfirmed })
            await forum.WatchAsync(member, thread.ThreadId);
        for (var i = 0; i < 3; i++)
            await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"Reply {i}");
        Assert.Equal([asking.Name], await ToldAsync(NotificationMails.RepliesInWatchedThread.Kind));
        var mail = await new Mailbox(forum.Forum).NewestAsync(Address(asking), "New replies");
        Assert.Equal($"/t/{thread.ThreadId}?page=1#p2", mail.Path("/t/"));
        Assert.Contains("unsubscribe", mail.Path("/unsubscribe?link="), StringComparison.Ordinal);

        await forum.ShowAsync(asking, thread.ThreadId, 1, 4);
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "One more");
        Assert.Equal([asking.Name, asking.Name], await ToldAsync(NotificationMails.RepliesInWatchedThread.Kind));
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"For @{asking.Name} and @{silent.Name}");
        Assert.Equal([asking.Name], await ToldAsync(NotificationMails.Mentioned.Kind));
    }

    [Fact]
    public async Task A_link_in_the_mail_ends_them_and_a_new_thread_is_told_once()
    {
        var (member, board) = (await forum.MemberAsync(), await forum.BoardAsync());
        await forum.ChangeAsync(member, row => row.EmailConfirmed = true);
        await forum.ChooseAsync(member, new NotificationPreferences(NotificationKinds.All, NotificationTopics.BoardThreads.Bit, true));
        await forum.WatchBoardAsync(member, board.Id);
        await forum.StartAsync(forum.Bob, board.Id, "A first thread");
        var mail = await new Mailbox(forum.Forum).NewestAsync(Address(member), "New thread");
        using var program = forum.Guest();
        Assert.Contains("new threads in boards you watch", (await program.GetAsync(mail.Path("/unsubscribe?link="))).Body, StringComparison.Ordinal);

        Assert.True((await forum.Get<ChangeMailPreferences>().UnsubscribeAsync(member.MemberId!.Value, NotificationTopics.BoardThreads.Bit, TestContext.Current.CancellationToken)).IsDone);
        await forum.StartAsync(forum.Bob, board.Id, "A second thread");
        Assert.Equal([member.Name], await ToldAsync(NotificationMails.ThreadInWatchedBoard.Kind));
        Assert.Equal(2, (await forum.UnreadAsync(member)).Count);
    }

    private static string Address(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";

    private async Task<IReadOnlyList<string>> ToldAsync(MailKind kind)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.OutboxMails.Where(mail => mail.Kind == kind).Join(db.Users, mail => mail.MemberId, member => member.Id, (mail, member) => member.UserName!).ToListAsync();
    }
}
