using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Registration;
using Forum.Core.Members.Avatars;
using Forum.Core.Privacy;
using Forum.Tests.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>What is done once in the busy forum with pictures, with accounts elsewhere, and by members who go.</summary>
internal sealed class BusyPrivacy(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        await ShowPictureAsync();
        await LinkAsync();
        await ExportAsync();
        await LeaveAsync(FormerPosts.Go);
        await LeaveAsync(FormerPosts.Stay);
    }

    private async Task ShowPictureAsync()
    {
        var (avatar, files, member) = (forum.Get<ChangeAvatar>(), forum.Get<AvatarFiles>(), await forum.MemberAsync());
        Assert.True((await avatar.SetAsync(member, Pictures.Sent())).IsDone);
        var version = (await forum.Cast.NowAsync(member)).AvatarVersion!;
        Assert.NotNull(await files.FindAsync(member.MemberId!.Value, version, isLarge: true));
        Assert.NotNull(await files.FindAsync(member.MemberId.Value, version, isLarge: false));
        Assert.True((await avatar.RemoveAsync(member)).IsDone);
    }

    private async Task LinkAsync()
    {
        var (linked, account) = (forum.Get<LinkedAccounts>(), new ExternalAccount("club", "key-1", "Guido", "club@example.org", true));
        var joined = (await forum.Get<RegisterMember>().RunAsync(new NewMember(forum.Fresh("Clubber"), "club@example.org", null) { External = account })).Value;
        Assert.Equal(joined.MemberId, await linked.OwnerAsync(account));
        Assert.NotEmpty(await linked.ListAsync(joined));
        var member = await forum.MemberAsync();
        Assert.True((await linked.LinkAsync(member, Cast.Password, account with { Key = "key-2" })).IsDone);
        Assert.True((await linked.UnlinkAsync(member, "club")).IsDone);
    }

    // The worker is notified automatically. Expired exports are looked for whenever one is created.
    private async Task ExportAsync()
    {
        var exports = forum.Get<DataExports>();
        foreach (var viewer in new[] { forum.Bob, forum.Cleo })
        {
            await using (var db = await forum.Cast.OpenAsync())
                await db.DataExports.Where(export => export.MemberId == viewer.MemberId).ExecuteDeleteAsync();
            Assert.True((await exports.AskAsync(viewer)).IsDone);
            await Eventually.HoldsAsync(async () => await exports.FileAsync(viewer) is not null, () => $"The data of {viewer.Name} wasn't exported.");
            Assert.Equal(ExportState.Ready, (await exports.FindAsync(viewer))!.State);
        }

        await forum.Get<ExportWork>().RunAsync();
    }

    private async Task LeaveAsync(FormerPosts what)
    {
        Assert.True((await forum.Get<ChangeAccountSettings>().RunAsync(
            forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30) { FormerPosts = what })).IsDone);
        var (leave, member, mona) = (forum.Get<RequestAccountDeletion>(), await forum.MemberAsync(), forum.Mona);
        var thread = await forum.ThreadAsync(member);
        await forum.Cast.SayAsync(member, "Hello @Cleo");
        Assert.True((await leave.AskAsync(member, Cast.Password)).IsDone);
        Assert.True((await leave.KeepAsync(member)).IsDone);
        Assert.True((await leave.AskAsync(member, Cast.Password)).IsDone);
        var unconfirmed = await forum.MemberAsync();
        await using (var db = await forum.Cast.OpenAsync())
        {
            await db.Users.Where(one => one.Id == member.MemberId).ExecuteUpdateAsync(set => set.SetProperty(one => one.DeletionDueAt, DateTimeOffset.UnixEpoch));
            await db.Users.Where(one => one.Id == unconfirmed.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.AwaitsConfirmation, true).SetProperty(one => one.JoinedAt, DateTimeOffset.UnixEpoch));
        }

        Assert.Equal(2, await forum.Get<AccountDeletionJob>().RunAsync());
        await using (var db = await forum.Cast.OpenAsync())
        {
            Assert.True(await db.Users.AnyAsync(one => one.Id == member.MemberId && one.DeletedAt != null));
            Assert.False(await db.Users.AnyAsync(one => one.Id == unconfirmed.MemberId));
            Assert.True(await db.OutboxMails.AnyAsync(mail => mail.Kind == PrivacyMails.AccountDeleted.Kind));
        }

        Assert.NotNull(await forum.SeenThreadAsync(mona, thread.ThreadId));
    }
}
