using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Mail;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Mail;

/// <summary>Emails about new threads by members whom the recipient follows.</summary>
public class FollowerMailTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_follower_is_told_of_a_new_thread_and_can_end_such_mails_with_one_click()
    {
        var (author, reader) = (await forum.MemberAsync(), await FollowerAsync());
        await FollowAsync(reader, author);

        var thread = (await forum.StartAsync(author, await forum.Cast.BoardIdAsync("general"), "Bread & butter")).Value;

        var mail = await new Mailbox(forum.Forum).NewestAsync($"{reader.Name.ToLowerInvariant()}@example.org", "New thread on Trial");
        Assert.Contains($"{author.Name}, who you follow on Trial, started a thread:\n\nBread & butter\nin General\n", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal($"/t/{thread.ThreadId}", mail.Path("/t/"));
        Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
        using var program = forum.Guest();
        var link = new Uri(mail["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;
        Assert.Equal(204, (await program.PostAsync(link, [KeyValuePair.Create("List-Unsubscribe", "One-Click")])).Status);
        Assert.Equal([reader.Name], await ToldAsync(thread.ThreadId));
        Assert.Empty(await ToldAsync((await forum.ThreadAsync(author)).ThreadId));
    }

    [Fact]
    public async Task A_reply_and_a_thread_of_somebody_else_are_no_reason_to_write()
    {
        var (author, reader) = (await forum.MemberAsync(), await FollowerAsync());
        await FollowAsync(reader, author);
        var before = await CountAsync();

        var thread = await forum.ThreadAsync();
        await forum.ReplyAsync(author, thread.ThreadId, "A reply");

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_thread_that_is_sent_twice_is_told_once()
    {
        var (author, reader, submission) = (await forum.MemberAsync(), await FollowerAsync(), Guid.NewGuid());
        await FollowAsync(reader, author);
        var boardId = await forum.Cast.BoardIdAsync("general");

        var thread = (await forum.StartAsync(author, boardId, "Clicked twice", submission: submission)).Value;
        Assert.Equal(thread, (await forum.StartAsync(author, boardId, "Clicked twice", submission: submission)).Value);

        Assert.Equal([reader.Name], await ToldAsync(thread.ThreadId));
    }

    [Fact]
    public async Task Only_those_are_told_who_have_confirmed_their_address_and_want_it_and_may_take_part()
    {
        var author = await forum.MemberAsync();
        var (told, unconfirmed, unwilling, locked, waiting, leaving) =
            (await FollowerAsync(), await forum.MemberAsync(), await FollowerAsync(), await FollowerAsync(), await FollowerAsync(), await FollowerAsync());
        var ignoring = await FollowerAsync();
        foreach (var reader in new[] { told, unconfirmed, unwilling, locked, waiting, leaving, ignoring })
            await FollowAsync(reader, author);
        Assert.True((await forum.Get<IgnoreBoard>().RunAsync(ignoring, await forum.Cast.BoardIdAsync("general"), isIgnored: true)).IsDone);
        Assert.True((await forum.Get<ChangeMailPreferences>().RunAsync(unwilling, NotificationTopics.Followed.Bit)).IsDone);
        await forum.Get<ChangeMemberStatus>().SetLockedAsync(forum.Ada, locked.MemberId!.Value, locked: true);
        await ChangeAsync(waiting, member => member.AwaitsApproval = true);
        await ChangeAsync(leaving, member => member.DeletionDueAt = DateTimeOffset.UtcNow.AddDays(3));

        Assert.Equal([told.Name], await ToldAsync((await forum.ThreadAsync(author)).ThreadId));
    }

    [Fact]
    public async Task Nobody_is_told_of_a_thread_that_they_may_not_read()
    {
        var (author, reader, colleague) = (await forum.MemberAsync(), await FollowerAsync(), await FollowerAsync());
        foreach (var staff in new[] { author, colleague })
            await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, staff.MemberId!.Value, Role.Moderator);
        await FollowAsync(reader, author);
        await FollowAsync(colleague, author);
        var (staffRoom, members) = (await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator), await forum.BoardAsync(Role.Member));

        Assert.Equal([colleague.Name], await ToldAsync((await forum.ThreadAsync(await forum.Cast.NowAsync(author), staffRoom.Id)).ThreadId));
        Assert.Equal([reader.Name, colleague.Name], await ToldAsync((await forum.ThreadAsync(await forum.Cast.NowAsync(author), members.Id)).ThreadId));
    }

    [Fact]
    public async Task Whoever_follows_no_more_and_whoever_was_blocked_is_not_told()
    {
        var (author, reader, blocked) = (await forum.MemberAsync(), await FollowerAsync(), await FollowerAsync());
        await FollowAsync(reader, author);
        await FollowAsync(blocked, author);
        Assert.True((await forum.Get<FollowMember>().UnfollowAsync(reader, author.MemberId!.Value)).IsDone);
        Assert.True((await forum.Get<BlockMember>().BlockAsync(author, blocked.MemberId!.Value)).IsDone);

        Assert.Empty(await ToldAsync((await forum.ThreadAsync(author)).ThreadId));
    }

    [Fact]
    public async Task The_choice_is_in_the_settings()
    {
        var visitor = await forum.VisitorAsync(await forum.MemberAsync());
        Assert.Contains("name=\"Model.Followed\" value=\"true\" checked", (await visitor.GetAsync("/settings/mail")).Body, StringComparison.Ordinal);

        await visitor.SubmitAsync("/settings/mail", "mail");

        Assert.DoesNotContain("name=\"Model.Followed\" value=\"true\" checked", (await visitor.GetAsync("/settings/mail")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Model.Staff", (await visitor.GetAsync("/settings/mail")).Body, StringComparison.Ordinal);
    }

    private async Task<Viewer> FollowerAsync()
    {
        var member = await forum.MemberAsync();
        await ChangeAsync(member, row => row.EmailConfirmed = true);
        return member;
    }

    private async Task ChangeAsync(Viewer member, Action<Member> change)
    {
        await using var db = await forum.Cast.OpenAsync();
        change(await db.Users.SingleAsync(row => row.Id == member.MemberId));
        await db.SaveChangesAsync();
    }

    private async Task FollowAsync(Viewer reader, Viewer author) => Assert.True((await forum.Get<FollowMember>().FollowAsync(reader, author.MemberId!.Value)).IsDone);

    private async Task<int> CountAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.OutboxMails.CountAsync(mail => mail.Kind == NotificationMails.FollowedStartedThread.Kind);
    }

    // An email's values are cleared when it's sent, so emails are counted by recipient and time of writing.
    private async Task<IEnumerable<string>> ToldAsync(int threadId)
    {
        await using var db = await forum.Cast.OpenAsync();
        var startedAt = await db.Threads.Where(thread => thread.Id == threadId).Select(thread => thread.CreatedAt).SingleAsync();
        return await db.OutboxMails.Where(mail => mail.Kind == NotificationMails.FollowedStartedThread.Kind && mail.CreatedAt == startedAt)
            .Join(db.Users, mail => mail.MemberId, member => member.Id, (mail, member) => member).OrderBy(member => member.Id)
            .Select(member => member.UserName!).ToListAsync();
    }
}
