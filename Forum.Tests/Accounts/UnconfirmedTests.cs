using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Privacy;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>Accounts that had to be confirmed and weren't are deleted automatically.</summary>
public class UnconfirmedTests(MovableForum site) : IClassFixture<MovableForum>
{
    private CastForum Forum => site.Forum;

    [Fact]
    public async Task An_account_that_nobody_confirms_is_gone_after_thirty_days_and_others_stay()
    {
        var optional = await Forum.MemberAsync();
        Assert.True((await Forum.Get<ChangeAccountSettings>().RunAsync(
            Forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Required, "", "", 30), TestContext.Current.CancellationToken)).IsDone);
        var (forgotten, confirmed, locked, writing) = (await Forum.MemberAsync(), await Forum.MemberAsync(), await Forum.MemberAsync(), await Forum.MemberAsync());
        using var visitor = Forum.Guest();
        var mail = await new Mailbox(Forum.Forum).NewestAsync($"{confirmed.Name.ToLowerInvariant()}@example.org", "Confirm your email address");
        await visitor.SubmitAsync(mail.Path("/confirm-address"), "confirm");
        await Forum.Get<ChangeMemberStatus>().SetLockedAsync(Forum.Ada, locked.MemberId!.Value, locked: true, TestContext.Current.CancellationToken);

        // As if confirmation became required only later.
        await SetAsync(writing, awaits: false);
        Assert.True((await Forum.ReplyAsync(writing, (await Forum.ThreadAsync()).ThreadId, "Hello")).IsDone);
        await SetAsync(writing, awaits: true);
        using var inside = Forum.Guest();
        await inside.SignInAsync(forgotten.Name);

        site.Clock.MoveOn(TimeSpan.FromDays(29));
        Assert.Equal(0, await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken));
        site.Clock.MoveOn(TimeSpan.FromDays(2));
        Assert.Equal(1, await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken));

        await using var db = await Forum.Cast.OpenAsync();
        Assert.All(await MemberTraces.OfKeyAsync(db, forgotten.MemberId!.Value), row => Assert.Equal((row.Column, 0), row));
        Assert.False(await db.Users.AnyAsync(member => member.Id == forgotten.MemberId, TestContext.Current.CancellationToken));
        int?[] left = [optional.MemberId, confirmed.MemberId, locked.MemberId, writing.MemberId];
        Assert.Equal(left.Length, await db.Users.CountAsync(member => left.Contains(member.Id), TestContext.Current.CancellationToken));
        Assert.Contains(">Sign in</a>", (await inside.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.False(await db.OutboxMails.AnyAsync(sent => sent.Kind == PrivacyMails.AccountDeleted.Kind, TestContext.Current.CancellationToken));
        await Forum.CountersAreRightAsync();
        Assert.NotNull((await Forum.Cast.RegisterAsync(forgotten.Name)).MemberId);
    }

    private async Task SetAsync(Viewer member, bool awaits)
    {
        await using var db = await Forum.Cast.OpenAsync();
        await db.Users.Where(row => row.Id == member.MemberId).ExecuteUpdateAsync(set => set.SetProperty(row => row.AwaitsConfirmation, awaits));
    }
}
