using System.Text.Json;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Mail;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Tests.Data;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>What is done once in the busy forum to accounts.</summary>
internal sealed class BusyAccounts(CastForum forum) : IBusyRoom
{
    private const string NewPassword = "nine purple umbrellas";

    public async Task RunAsync(Place place)
    {
        await RegisterAsync();
        await RecoverAsync();
        await MoveAsync();
        await ChangeAsync();
        await EndSessionsAsync();
        await SignInOtherwiseAsync();
    }

    // With a code and with a passkey.
    private async Task SignInOtherwiseAsync()
    {
        var (member, app, keys) = (await forum.MemberAsync(), forum.Get<TwoFactor>(), forum.Get<Passkeys>());
        var secret = await app.MakeSecretAsync();
        Assert.True((await app.EnableAsync(member, Cast.Password, secret, AuthenticatorApp.Show(secret, TimeProvider.System.GetUtcNow()))).IsDone);
        Assert.True((await app.RenewCodesAsync(member, Cast.Password)).IsDone);
        Assert.True((await app.CodeUsedAsync(member.MemberId!.Value)).IsDone);
        Assert.Equal(TwoFactor.RecoveryCodes, (await app.FindAsync(member))!.RecoveryCodes);
        Assert.True((await app.DisableAsync(member, Cast.Password)).IsDone);
        var passkey = new UserPasskeyInfo([1, 2, 3], [1], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [2], [3]);
        Assert.True((await keys.AddAsync(member, Cast.Password, passkey, "")).IsDone);
        var key = (await keys.ListAsync(member)).Single().Key;
        Assert.True((await keys.RenameAsync(member, key, "Phone")).IsDone);
        Assert.True((await keys.RemoveAsync(member, key)).IsDone);
    }

    // With each registration setting.
    private async Task RegisterAsync()
    {
        var (ada, register, invitations) = (forum.Ada, forum.Get<RegisterMember>(), forum.Get<Invitations>());
        await SettleAsync(RegistrationMode.ByInvitation, AddressConfirmation.Required);
        var code = (await invitations.InviteAsync(ada, new InvitationForm("Friends", 2, 10))).Value;
        Assert.True(await invitations.IsUsableAsync(code));
        var invited = (await register.RunAsync(New("Invited") with { Invitation = code })).Value;
        await invitations.WithdrawAsync(ada, (await invitations.ListAsync(ada)).First(invitation => invitation.Code == code).Id);
        var confirm = forum.Get<ConfirmAddress>();
        Assert.True((await confirm.ResendAsync(invited)).IsDone);
        Assert.True(await confirm.CanBeUsedAsync(await TokenAsync(AccountMails.ConfirmAddress.Kind)));
        Assert.True((await confirm.RunAsync(await TokenAsync(AccountMails.ConfirmAddress.Kind))).IsDone);

        await SettleAsync(RegistrationMode.ByApproval, AddressConfirmation.Optional);
        Assert.True((await forum.Get<ChangeMailPreferences>().RunAsync(ada, MailTopics.None)).IsDone);
        var waiting = (await register.RunAsync(New("Waiting") with { Email = "invited@example.org" })).Value;
        Assert.NotEmpty(await forum.Get<MemberList>().WaitingAsync(ada));
        Assert.True((await forum.Get<ApproveMember>().RunAsync(ada, waiting.MemberId!.Value)).IsDone);
        Assert.True((await confirm.ResendAsync(waiting)).IsDone);
        await SettleAsync(RegistrationMode.Open, AddressConfirmation.Optional);
        Assert.NotEmpty(await forum.Get<MemberNameQueries>().OwnersOfAddressAsync("invited@example.org"));
        Assert.Equal(RegistrationMode.Open, (await forum.Get<AccountPolicy>().GetAsync()).Registration);
    }

    private async Task RecoverAsync()
    {
        var (member, reset) = (await forum.MemberAsync(), forum.Get<ResetPassword>());
        Assert.True((await reset.AskAsync($"{member.Name}@example.org", "")).IsDone);
        var token = await TokenAsync(AccountMails.ResetPassword.Kind);
        Assert.Equal(member.Name, await reset.FindAsync(token));
        Assert.True((await reset.RunAsync(token, NewPassword)).IsDone);
        Assert.True((await reset.AskForOwnAsync(member)).IsDone);
        Assert.True((await forum.Get<ChangePassword>().RunAsync(member, NewPassword, Cast.Password)).IsDone);
    }

    // From an unconfirmed address, from a confirmed one, and canceled.
    private async Task MoveAsync()
    {
        var (member, move) = (await forum.MemberAsync(), forum.Get<ChangeAddress>());
        Assert.True((await move.AskAsync(member, Cast.Password, "first@example.org")).IsDone);
        Assert.True(await move.CanBeUsedAsync(await TokenAsync(AccountMails.ConfirmNewAddress.Kind)));
        Assert.Equal(AddressChangeStep.Done, (await move.AgreeAsync(await TokenAsync(AccountMails.ConfirmNewAddress.Kind))).Value);
        Assert.True((await move.AskAsync(member, Cast.Password, "second@example.org")).IsDone);
        Assert.NotNull(await move.FindAsync(member));
        Assert.Equal(AddressChangeStep.WaitsForTheOther, (await move.AgreeAsync(await TokenAsync(AccountMails.ConfirmNewAddress.Kind))).Value);
        Assert.Equal(AddressChangeStep.Done, (await move.AgreeAsync(await TokenAsync(AccountMails.ApproveAddressChange.Kind))).Value);
        Assert.True((await move.AskAsync(member, Cast.Password, "third@example.org")).IsDone);
        Assert.True((await move.StopAsync(await TokenAsync(AccountMails.ApproveAddressChange.Kind))).IsDone);
        Assert.True((await move.AskAsync(member, Cast.Password, "third@example.org")).IsDone);
        Assert.True((await move.StopAsync(member)).IsDone);
    }

    private async Task ChangeAsync()
    {
        var (member, name) = (await forum.MemberAsync(), forum.Fresh("Renamed"));
        Assert.True((await forum.Get<ChangeName>().RunAsync(member, name)).IsDone);
        Assert.False((await forum.Get<ChangeName>().RunAsync(member, member.Name)).IsDone);
        Assert.Equal(name, await forum.Get<MemberNameQueries>().SuccessorAsync(member.Name));
        using (var guest = forum.Guest())
            Assert.EndsWith($"/u/{name}", (await guest.GetAsync($"/u/{member.Name}")).Location!, StringComparison.Ordinal);
        Assert.NotNull(await forum.Get<MyAccount>().FindAsync(member));
        Assert.True((await forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("Hello @Cleo", "Here", "", 2, 29))).IsDone);
        Assert.NotEqual("", (await forum.Get<ProfileReader>().FindAsync(member.MemberId!.Value)).Html);
        Assert.Equal("Here", (await forum.Get<ProfileReader>().FormAsync(member)).Location);
        Assert.True((await forum.Get<ChangePrivacy>().RunAsync(member, hidesLastSeen: true, MessageSenders.Followed)).IsDone);
        Assert.True((await forum.Get<ChangeMailPreferences>().UnsubscribeAsync(member.MemberId!.Value, AccountMails.Staff.Bit)).IsDone);
    }

    // The last one is a session that the next batch finds ended.
    private async Task EndSessionsAsync()
    {
        var (member, sessions) = (await forum.MemberAsync(), forum.Get<SignInSessions>());
        var first = (await sessions.StartAsync(member.MemberId!.Value, "", "test"))!.Value;
        await sessions.StartAsync(member.MemberId.Value, "", "test");
        Assert.True(await forum.Get<SessionDirectory>().LastsAsync(member.MemberId.Value, first));
        Assert.True((await sessions.EndAsync(member, first)).IsDone);
        Assert.Equal(1, (await sessions.EndOthersAsync(member)).Value);
        var last = await sessions.StartAsync(member.MemberId.Value, "", "test");
        await using (var db = await forum.Cast.OpenAsync())
        {
            await db.MemberSessions.Where(session => session.Id == last)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastUsedAt, DateTimeOffset.UnixEpoch));
        }

        await forum.Get<SessionUse>().WriteBatchAsync();
        Assert.Empty(await sessions.ListAsync(member));
    }

    private static NewMember New(string name) => new(name, $"{name.ToLowerInvariant()}@example.org", Cast.Password);

    private async Task SettleAsync(RegistrationMode registration, AddressConfirmation confirmation) =>
        Assert.True((await forum.Get<ChangeAccountSettings>().RunAsync(forum.Ada, new AccountSettingsForm(registration, confirmation, "", "", 30))).IsDone);

    // From the outbox, which clears it when the email is sent; here, that's later.
    private async Task<string> TokenAsync(MailKind kind)
    {
        await using var db = await forum.Cast.OpenAsync();
        var data = await db.OutboxMails.Where(mail => mail.Kind == kind).OrderByDescending(mail => mail.Id).Select(mail => mail.Data).FirstAsync();
        return JsonSerializer.Deserialize<Dictionary<string, string>>(data)!["token"];
    }
}
