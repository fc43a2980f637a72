using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Tests.Notifications;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Architecture;

/// <summary>A room adds its own emails and notifications without a change to any file of the forum.</summary>
public class OwnMessagesTests(OwnRoomTests.WithRoom site) : IClassFixture<OwnRoomTests.WithRoom>
{
    private CastForum Forum => site.Forum;

    [Fact]
    public async Task An_email_of_its_own_arrives_until_its_topic_is_turned_off()
    {
        var member = await Forum.MemberAsync();
        await FollowAsync(Forum.Bob, member);

        var mail = await new Mailbox(Forum.Forum).NewestAsync(AddressOf(member), "A wave on");
        Assert.Equal("A wave on Trial", mail.Subject);
        Assert.StartsWith("Bob waved at you on Trial.", mail.Text, StringComparison.Ordinal);
        var visitor = await Forum.VisitorAsync(member);
        Assert.Contains("emails about people who wave at you", (await visitor.GetAsync(mail.Path("/unsubscribe?link="))).Body, StringComparison.Ordinal);
        var page = (await visitor.GetAsync("/settings/mail")).Body;
        Assert.Contains("name=\"Model.Waves\" value=\"true\" checked", page, StringComparison.Ordinal);
        Assert.Contains("One per wave.", page, StringComparison.Ordinal);

        await visitor.SubmitAsync("/settings/mail", "mail", ("Model.Followed", "true"));
        await FollowAsync(Forum.Cleo, member);

        Assert.Equal([OwnMessages.Mail.Kind], (await new Mailbox(Forum.Forum).QueuedAsync(AddressOf(member))).Where(static kind => kind == OwnMessages.Mail.Kind));
        Assert.DoesNotContain("name=\"Model.Waves\" value=\"true\" checked", (await visitor.GetAsync("/settings/mail")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notifications_of_its_own_are_shown_and_can_be_turned_off_and_on()
    {
        var member = await Forum.MemberAsync();
        var visitor = await Forum.VisitorAsync(member);
        await FollowAsync(Forum.Bob, member);
        Assert.True((await Forum.Get<FollowMember>().UnfollowAsync(Forum.Bob, member.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        await FollowAsync(Forum.Bob, member);
        Assert.Equal(["Follower 0", "Wave 3"], (await Forum.UnreadAsync(member)).Order());
        var list = (await visitor.GetAsync("/notifications")).Body;
        Assert.Contains("href=\"/waves/3\">Bob waved 3 times</a>", list, StringComparison.Ordinal);
        Assert.DoesNotContain("waved", (await visitor.GetAsync("/notifications?kind=people")).Body, StringComparison.Ordinal);

        var settings = (await visitor.GetAsync("/settings/notifications")).Body;
        Assert.Contains($"value=\"{1 << 20}\" checked> Someone waves at me, too", settings.Replace(" />", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.InRange(settings.IndexOf("Someone winks at me", StringComparison.Ordinal), 1, settings.IndexOf("Replies in threads I watch", StringComparison.Ordinal));
        await visitor.SubmitAsync("/settings/notifications", "notifications", ("Model.Told", $"{1 << 21}"));
        Assert.Equal(
            new NotificationPreferences(OwnMessages.Wink.Bit, MailTopics.None, WatchesOwn: false),
            await Forum.Get<ChangeNotificationPreferences>().FindAsync(member, TestContext.Current.CancellationToken));
        await Forum.Get<NotificationReads>().WriteBatchAsync(TestContext.Current.CancellationToken);
        await FollowAsync(Forum.Cleo, member);

        Assert.Equal(["Wink 3"], await Forum.UnreadAsync(member));
        Assert.Contains("Cleo winked", (await visitor.GetAsync("/notifications?kind=people")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_chosen_in_a_room_that_is_gone_counts_when_it_is_back()
    {
        var member = await Forum.MemberAsync();
        var (gone, goneKind) = ((MailTopics)(1 << 28), (NotificationKinds)(1 << 28));
        await using (var db = await Forum.Cast.OpenAsync())
        {
            db.MemberPreferences.Add(new MemberPreferences { MemberId = member.MemberId!.Value, SilentKinds = goneKind, WantedMail = gone });
            (await db.Users.SingleAsync(row => row.Id == member.MemberId, TestContext.Current.CancellationToken)).UnwantedMail = gone;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Forum.ChooseAsync(member, new NotificationPreferences(NotificationKinds.All & ~OwnMessages.Wave.Bit, default, true));
        Assert.True((await Forum.Get<ChangeMailPreferences>().RunAsync(member, OwnMessages.Topic.Bit, TestContext.Current.CancellationToken)).IsDone);

        await using var after = await Forum.Cast.OpenAsync();
        var choices = await after.MemberPreferences.SingleAsync(row => row.MemberId == member.MemberId, TestContext.Current.CancellationToken);
        Assert.Equal((OwnMessages.Wave.Bit | OwnMessages.Wink.Bit | goneKind, gone), (choices.SilentKinds, choices.WantedMail));
        Assert.Equal(OwnMessages.Topic.Bit | gone, (await after.Users.SingleAsync(row => row.Id == member.MemberId, TestContext.Current.CancellationToken)).UnwantedMail);
    }

    [Fact]
    public async Task A_number_that_is_taken_or_too_high_is_refused_at_the_start()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestForum.StartAsync(static services => services.Register(new MailDefinition(3, "Wave"))));
        var services = new ServiceCollection().Register(AccountMails.ResetPassword).Register(ForumNotifications.Follower);

        Assert.Equal(
            "MailDefinition 3 is registered twice, as \"Reset your password\" and as \"Wave\". Give one of them another number.",
            Assert.Throws<StartRefusedException>(() => services.Register(new MailDefinition(3, "Wave"))).Message);
        Assert.Equal(
            "NotificationDefinition 7 is registered twice, as \"Follower\" and as \"Wave\". Give one of them another number.",
            Assert.Throws<StartRefusedException>(() => services.Register(new NotificationDefinition(7, "Wave", ""))).Message);
        Assert.Equal(
            "MailTopic \"Waves\" has the number 31. Use one from 0 to 30.",
            Assert.Throws<StartRefusedException>(() => services.Register(new MailTopic(31, "Waves", "", ""))).Message);
    }

    private static string AddressOf(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";

    private async Task FollowAsync(Viewer follower, Viewer member) =>
        Assert.True((await Forum.Get<FollowMember>().FollowAsync(follower, member.MemberId!.Value)).IsDone);
}
