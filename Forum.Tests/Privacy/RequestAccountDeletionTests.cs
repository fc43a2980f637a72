using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Members.Avatars;
using Forum.Core.Privacy;
using Forum.Core.Threads;
using Forum.Tests.Accounts;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>From the request until the account is deleted or the member changes their mind.</summary>
public class RequestAccountDeletionTests(MovableForum site) : IClassFixture<MovableForum>
{
    private CastForum Forum => site.Forum;

    private Mailbox Mailbox => new(Forum.Forum);

    [Theory]
    [InlineData("")]
    [InlineData("the wrong one")]
    public async Task Nobody_goes_without_the_password(string password)
    {
        var member = await Forum.MemberAsync();
        var visitor = await Forum.VisitorAsync(member);

        var answer = await visitor.SubmitAsync("/settings/data", "leave", ("Model.Password", password));

        Assert.Equal(200, answer.Status);
        Assert.Contains("Incorrect password. Try again.", answer.Body.Split("id=\"leave-password-problem\"")[1].Split("</p>")[0], StringComparison.Ordinal);
        Assert.Null(await DueAsync(member));
        Assert.Equal([AccountMails.ConfirmAddress.Kind], await Mailbox.QueuedAsync(AddressOf(member)));
    }

    [Fact]
    public async Task Until_the_day_a_member_reads_and_does_nothing_else()
    {
        var member = await Forum.MemberAsync();
        var (visitor, thread) = (await Forum.VisitorAsync(member), await Forum.ThreadAsync());

        var answer = await visitor.SubmitAsync("/settings/data", "leave", ("Model.Password", Cast.Password));

        Assert.Equal((302, "/settings/data?done=leave"), (answer.Status, answer.Location));
        var due = await DueAsync(member);
        Assert.InRange(due!.Value, site.Clock.GetUtcNow().AddDays(13.9), site.Clock.GetUtcNow().AddDays(14));
        var page = (await visitor.GetAsync("/settings/data?done=leave")).Body;
        Assert.Contains($"Your account will be deleted on {due.Value.UtcDateTime:dddd, MMMM d, yyyy}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("leave-password", page, StringComparison.Ordinal);
        var banner = (await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body.Split("class=\"banner\"")[1].Split("</p>")[0];
        Assert.Contains("Your account is scheduled for deletion.", banner, StringComparison.Ordinal);
        Assert.Contains("href=\"/settings/data\"", banner, StringComparison.Ordinal);

        // Also on pages that were already open.
        Refusal?[] refused =
        [
            (await Forum.ReplyAsync(member, thread.ThreadId, "Hello")).Refusal,
            (await Forum.StartAsync(member, await Forum.Cast.BoardIdAsync("general"), "A thread")).Refusal,
            (await Forum.Get<PostChatMessage>().RunAsync(member, new NewChatMessage(await Forum.Cast.LobbyIdAsync(), "Hello", Guid.NewGuid()), TestContext.Current.CancellationToken)).Refusal,
            (await Forum.Get<ChangeName>().RunAsync(member, Forum.Fresh("Renamed"), TestContext.Current.CancellationToken)).Refusal,
            (await Forum.Get<ChangeAvatar>().SetAsync(member, Pictures.Sent(), TestContext.Current.CancellationToken)).Refusal,
        ];
        Assert.All(refused, refusal => Assert.Equal(Refusal.AboutToLeave, refusal));
        var mail = await Mailbox.NewestAsync(AddressOf(member), "will be deleted soon");
        Assert.Contains(due.Value.UtcDateTime.ToString("dddd, MMMM d, yyyy", null), mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal("/settings/data", mail.Path("/settings/data"));
    }

    [Fact]
    public async Task A_member_of_the_staff_who_goes_moderates_no_more()
    {
        var (member, thread) = (await Forum.MemberAsync(), await Forum.ThreadAsync());
        await Forum.Get<ChangeMemberStatus>().SetRoleAsync(Forum.Ada, member.MemberId!.Value, Role.Moderator, TestContext.Current.CancellationToken);
        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(await Forum.Cast.NowAsync(member), Cast.Password, TestContext.Current.CancellationToken)).IsDone);

        Assert.Equal(Refusal.AboutToLeave, (await Forum.ModerateAsync(member, thread.ThreadId, ThreadModeration.Pin)).Refusal);
        Assert.False((await Forum.Cast.NowAsync(member)).IsModerator);
    }

    [Fact]
    public async Task Whoever_thinks_again_stays_and_asking_twice_does_not_put_the_day_off()
    {
        var (member, leave) = (await Forum.MemberAsync(), Forum.Get<RequestAccountDeletion>());
        var visitor = await Forum.VisitorAsync(member);
        var due = (await leave.AskAsync(member, Cast.Password, TestContext.Current.CancellationToken)).Value;
        site.Clock.MoveOn(TimeSpan.FromDays(1));
        Assert.Equal(due, (await leave.AskAsync(member, Cast.Password, TestContext.Current.CancellationToken)).Value);

        var answer = await visitor.SubmitAsync("/settings/data", "keep");

        Assert.Equal((302, "/settings/data?done=keep"), (answer.Status, answer.Location));
        Assert.Contains("Account deletion canceled.", (await visitor.GetAsync("/settings/data?done=keep")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"banner\"", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        site.Clock.MoveOn(TimeSpan.FromDays(20));
        await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(member.Name, (await Forum.Cast.NowAsync(member)).Name);
        Assert.True((await Forum.ReplyAsync(member, (await Forum.ThreadAsync()).ThreadId, "I am still here")).IsDone);
    }

    [Fact]
    public async Task Nobody_is_deleted_before_the_day()
    {
        var member = await Forum.MemberAsync();
        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(member, Cast.Password, TestContext.Current.CancellationToken)).IsDone);
        site.Clock.MoveOn(TimeSpan.FromDays(13.9));

        await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken);

        Assert.False((await Forum.Get<DeleteMember>().RunAsync(member.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal(member.Name, (await Forum.Cast.NowAsync(member)).Name);
        site.Clock.MoveOn(TimeSpan.FromDays(0.2));
        await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Viewer.Guest, await Forum.Cast.NowAsync(member));
        await Forum.Get<RequestAccountDeletion>().KeepAsync(member, TestContext.Current.CancellationToken);
        Assert.Equal(Viewer.Guest, await Forum.Cast.NowAsync(member));
    }

    [Fact]
    public async Task The_last_administrator_stays_until_there_is_another_who_does()
    {
        var (leave, standing, second) = (Forum.Get<RequestAccountDeletion>(), Forum.Get<ChangeMemberStatus>(), await Forum.MemberAsync());
        var alone = (await leave.AskAsync(Forum.Ada, Cast.Password, TestContext.Current.CancellationToken)).Refusal;
        Assert.Equal("The forum needs at least one administrator. Make someone else an administrator first.", alone!.Text);

        await standing.SetRoleAsync(Forum.Ada, second.MemberId!.Value, Role.Administrator, TestContext.Current.CancellationToken);
        Assert.True((await leave.AskAsync(second, Cast.Password, TestContext.Current.CancellationToken)).IsDone);

        // An administrator who is about to leave doesn't count as one who stays.
        Assert.False((await leave.AskAsync(Forum.Ada, Cast.Password, TestContext.Current.CancellationToken)).IsDone);
        Assert.False((await standing.SetRoleAsync(Forum.Ada, Forum.Ada.MemberId!.Value, Role.Member, TestContext.Current.CancellationToken)).IsDone);
        Assert.False((await standing.SetLockedAsync(Forum.Ada, Forum.Ada.MemberId!.Value, locked: true, TestContext.Current.CancellationToken)).IsDone);
        Assert.Null(await DueAsync(Forum.Ada));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(AccountSettings.MaxGraceDays + 1)]
    public async Task Days_that_cannot_be_are_refused(int days)
    {
        var refused = await SetAsync(days);

        Assert.Equal(nameof(AccountSettingsForm.GraceDays), refused.Refusal!.Field);
    }

    [Fact]
    public async Task Without_days_to_think_again_the_account_goes_with_the_next_round()
    {
        Assert.True((await SetAsync(0)).IsDone);
        var member = await Forum.MemberAsync();
        var page = (await (await Forum.VisitorAsync(member)).GetAsync("/settings/data")).Body;
        Assert.Contains("be undone.", page, StringComparison.Ordinal);

        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(member, Cast.Password, TestContext.Current.CancellationToken)).IsDone);
        await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Viewer.Guest, await Forum.Cast.NowAsync(member));
        Assert.True((await SetAsync(14)).IsDone);
    }

    private static string AddressOf(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";

    private Task<Outcome<Done>> SetAsync(int days) => Forum.Get<ChangeAccountSettings>().RunAsync(
        Forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30) { GraceDays = days });

    private async Task<DateTimeOffset?> DueAsync(Viewer member)
    {
        await using var db = await Forum.Cast.OpenAsync();
        return await db.Users.Where(row => row.Id == member.MemberId).Select(row => row.DeletionDueAt).SingleAsync();
    }
}
