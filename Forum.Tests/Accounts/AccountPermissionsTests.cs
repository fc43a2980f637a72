using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>Who can do what with accounts and emails, checked in the core itself.</summary>
public class AccountPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked-out member, member, author, moderator, administrator.
    private static readonly PermissionTable Administering = new(
        """
        ApproveMember.RunAsync         | * | nothing locked-out nothing nothing nothing done
        ChangeAccountSettings.RunAsync | * | nothing locked-out nothing nothing nothing done
        Invitations.InviteAsync        | * | nothing locked-out nothing nothing nothing done
        Invitations.WithdrawAsync      | * | nothing locked-out nothing nothing nothing done
        MailAdministration.DropAsync   | * | nothing locked-out nothing nothing nothing done
        MailAdministration.ResendAsync | * | nothing locked-out nothing nothing nothing done
        MailAdministration.TryAsync    | * | nothing locked-out nothing nothing nothing done
        """);

    // With your own account. Locked-out members can still choose their emails, hide when they were last seen, and end
    // what someone else may have started.
    private static readonly PermissionTable Own = new(
        """
        ChangeAddress.AskAsync         | * | sign-in locked-out done done done done
        ChangeAddress.StopAsync        | * | nothing done       done done done done
        ChangeName.RunAsync            | * | sign-in locked-out done done done done
        ChangePassword.RunAsync        | * | sign-in locked-out done done done done
        ChangePrivacy.RunAsync         | * | sign-in done       done done done done
        ChangeProfile.RunAsync         | * | sign-in locked-out done done done done
        ChangeMailPreferences.RunAsync            | * | sign-in done       done done done done
        ConfirmAddress.ResendAsync     | * | sign-in locked-out done done done done
        ResetPassword.AskForOwnAsync   | * | sign-in locked-out done done done done
        SignInSessions.EndAsync        | * | nothing done       done done done done
        SignInSessions.EndOthersAsync  | * | sign-in done       done done done done
        """);

    [Fact]
    public Task What_administrators_decide_is_decided_by_nobody_else() =>
        site.HoldsAsync(Administering, async (what, _, viewer) => [await AdministerAsync(what, viewer)]);

    [Fact]
    public async Task A_role_that_was_taken_away_decides_nothing_more_on_a_page_that_is_still_open()
    {
        var before = await site.Forum.MemberAsync() with { Role = Role.Administrator };

        foreach (var what in Administering.Things)
            Assert.Equal((what, "nothing"), (what, PermissionCheck.NameOf(await AdministerAsync(what, before))));
    }

    [Fact]
    public Task Members_change_their_own_account_and_a_lock_leaves_them_what_is_nobody_elses_business() =>
        site.HoldsAsync(Own, async (what, _, viewer) => [await ChangeOwnAsync(what, await site.OneMoreAsync(viewer))]);

    [Fact]
    public Task A_lock_counts_on_a_page_that_was_opened_before_it() => site.LockCountsAsync(Own, ChangeOwnAsync);

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var (sessions, owner) = (site.Forum.Get<SignInSessions>(), await site.Forum.MemberAsync());
        var sessionId = (await sessions.StartAsync(owner.MemberId!.Value, "", "test"))!.Value;

        foreach (var (name, viewer, _) in site.Everybody)
            Assert.Equal((name, "nothing"), (name, PermissionCheck.NameOf((await sessions.EndAsync(viewer, sessionId, TestContext.Current.CancellationToken)).Refusal)));

        Assert.True(await site.Forum.Get<SessionDirectory>().LastsAsync(owner.MemberId.Value, sessionId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_administrators_are_shown_is_shown_to_nobody_else()
    {
        var forum = site.Forum;
        await WaitingMemberAsync();
        await InvitationAsync();
        await WaitingMailAsync();

        foreach (var (name, viewer, _) in site.Everybody)
        {
            var (mails, total) = await forum.Get<MailAdministration>().PageAsync(viewer, MailState.Waiting, false, 0, TestContext.Current.CancellationToken);
            bool[] shown =
            [
                mails.Count > 0, total > 0,
                (await forum.Get<Invitations>().ListAsync(viewer, TestContext.Current.CancellationToken)).Count > 0,
                (await forum.Get<MemberList>().WaitingAsync(viewer, TestContext.Current.CancellationToken)).Count > 0,
            ];
            Assert.All(shown, isShown => Assert.Equal((name, name == "administrator"), (name, isShown)));
        }
    }

    private async Task<Refusal?> AdministerAsync(string what, Viewer viewer)
    {
        var forum = site.Forum;
        return what switch
        {
            "ApproveMember.RunAsync" => (await forum.Get<ApproveMember>().RunAsync(viewer, await WaitingMemberAsync())).Refusal,
            "ChangeAccountSettings.RunAsync" => (await forum.Get<ChangeAccountSettings>().RunAsync(
                viewer, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30))).Refusal,
            "Invitations.InviteAsync" => (await forum.Get<Invitations>().InviteAsync(viewer, new InvitationForm("A friend", 1, 1))).Refusal,
            "Invitations.WithdrawAsync" => (await forum.Get<Invitations>().WithdrawAsync(viewer, await InvitationAsync())).Refusal,
            "MailAdministration.DropAsync" => (await forum.Get<MailAdministration>().DropAsync(viewer, await WaitingMailAsync())).Refusal,
            "MailAdministration.ResendAsync" => (await forum.Get<MailAdministration>().ResendAsync(viewer, await WaitingMailAsync())).Refusal,
            "MailAdministration.TryAsync" => (await forum.Get<MailAdministration>().TryAsync(viewer)).Refusal,
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private async Task<Refusal?> ChangeOwnAsync(string what, Viewer viewer)
    {
        var (forum, sessions) = (site.Forum, site.Forum.Get<SignInSessions>());
        return what switch
        {
            "ChangeAddress.AskAsync" => (await forum.Get<ChangeAddress>().AskAsync(viewer, Cast.Password, $"{forum.Fresh("new")}@example.org")).Refusal,
            "ChangeAddress.StopAsync" => (await forum.Get<ChangeAddress>().StopAsync(await WithWishAsync(viewer))).Refusal,
            "ChangeName.RunAsync" => (await forum.Get<ChangeName>().RunAsync(viewer, forum.Fresh("Renamed"))).Refusal,
            "ChangePassword.RunAsync" => (await forum.Get<ChangePassword>().RunAsync(viewer, Cast.Password, "nine purple umbrellas")).Refusal,
            "ChangePrivacy.RunAsync" => (await forum.Get<ChangePrivacy>().RunAsync(viewer, hidesLastSeen: true, MessageSenders.Nobody)).Refusal,
            "ChangeProfile.RunAsync" => (await forum.Get<ChangeProfile>().RunAsync(viewer, new ProfileForm("Hello", "", "", null, null))).Refusal,
            "ChangeMailPreferences.RunAsync" => (await forum.Get<ChangeMailPreferences>().RunAsync(viewer, AccountMails.Staff.Bit)).Refusal,
            "ConfirmAddress.ResendAsync" => (await forum.Get<ConfirmAddress>().ResendAsync(viewer)).Refusal,
            "ResetPassword.AskForOwnAsync" => (await forum.Get<ResetPassword>().AskForOwnAsync(viewer)).Refusal,
            "SignInSessions.EndAsync" => (await sessions.EndAsync(
                viewer, viewer.MemberId is { } id ? (await sessions.StartAsync(id, "", "test"))!.Value : Guid.NewGuid())).Refusal,
            "SignInSessions.EndOthersAsync" => (await sessions.EndOthersAsync(viewer)).Refusal,
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private async Task<Viewer> WithWishAsync(Viewer viewer)
    {
        if (viewer.MemberId is not { } id)
            return viewer;
        await using var db = await site.Forum.Cast.OpenAsync();
        db.AddressChanges.Add(new AddressChange { MemberId = id, NewAddress = "new@example.org", ExpiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        await db.SaveChangesAsync();
        return viewer;
    }

    private async Task<int> WaitingMemberAsync()
    {
        var member = await site.Forum.MemberAsync();
        await using var db = await site.Forum.Cast.OpenAsync();
        await db.Users.Where(one => one.Id == member.MemberId).ExecuteUpdateAsync(set => set.SetProperty(one => one.AwaitsApproval, true));
        return member.MemberId!.Value;
    }

    private async Task<int> InvitationAsync()
    {
        var invitations = site.Forum.Get<Invitations>();
        var code = (await invitations.InviteAsync(site.Forum.Ada, new InvitationForm("A friend", 1, 1))).Value;
        return (await invitations.ListAsync(site.Forum.Ada)).Single(invitation => invitation.Code == code).Id;
    }

    // Due so late that the worker ignores it.
    private async Task<long> WaitingMailAsync()
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        var now = DateTimeOffset.UtcNow;
        var mail = new OutboxMail { MessageKey = Guid.NewGuid(), Kind = MailAdministration.Test.Kind, To = "ada@example.org", Data = "{}", CreatedAt = now, NextAttemptAt = now.AddDays(1) };
        db.OutboxMails.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }
}
