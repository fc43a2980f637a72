using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Data;
using Forum.Core.Members.Avatars;
using Forum.Core.Privacy;
using Forum.Tests.Support;


namespace Forum.Tests.Privacy;

/// <summary>
/// Who can upload a picture, export their data, delete their account and link external accounts, checked in the core
/// itself.
/// </summary>
public class PrivacyPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked-out member, member, author, moderator, administrator. Locked-out members can still export their
    // data and delete their account.
    private static readonly PermissionTable Own = new(
        """
        ChangeAvatar.RemoveAsync    | * | sign-in done       done done done done
        ChangeAvatar.SetAsync       | * | sign-in locked-out done done done done
        DataExports.AskAsync        | * | sign-in done       done done done done
        RequestAccountDeletion.AskAsync         | * | sign-in done       done done done done
        RequestAccountDeletion.KeepAsync        | * | sign-in done       done done done done
        LinkedAccounts.LinkAsync    | * | sign-in locked-out done done done done
        LinkedAccounts.UnlinkAsync  | * | sign-in locked-out done done done done
        """);

    [Fact]
    public Task Members_decide_about_their_own_account_and_a_lock_keeps_nobody_here() =>
        site.HoldsAsync(Own, async (what, _, viewer) => [await TryAsync(what, await site.OneMoreAsync(viewer))]);

    [Fact]
    public Task A_lock_counts_on_a_page_that_was_opened_before_it() => site.LockCountsAsync(Own, TryAsync);

    [Fact]
    public async Task What_somebody_has_asked_for_and_linked_is_told_to_nobody_else()
    {
        var (exports, linked, owner) = (site.Forum.Get<DataExports>(), site.Forum.Get<LinkedAccounts>(), await site.Forum.MemberAsync());
        Assert.True((await exports.AskAsync(owner)).IsDone);
        Assert.True((await linked.LinkAsync(owner, Cast.Password, Account())).IsDone);
        await Eventually.HoldsAsync(async () => await exports.FileAsync(owner) is not null, static () => "The data wasn't exported.");
        var file = await exports.FileAsync(owner);

        foreach (var (name, viewer, _) in site.Everybody)
        {
            Assert.Equal((name, null), (name, await exports.FindAsync(viewer)));
            Assert.Equal((name, null), (name, await exports.FileAsync(viewer)));
            Assert.Empty(await linked.ListAsync(viewer));
        }

        Assert.True(File.Exists(file));
    }

    private static ExternalAccount Account() => new("club", Guid.NewGuid().ToString("N"), "Guido", null, false);

    private async Task<Refusal?> TryAsync(string what, Viewer viewer)
    {
        var forum = site.Forum;
        if (what == "LinkedAccounts.UnlinkAsync" && viewer.MemberId is { } id)
            await LinkAsync(id);
        return what switch
        {
            "ChangeAvatar.RemoveAsync" => (await forum.Get<ChangeAvatar>().RemoveAsync(viewer)).Refusal,
            "ChangeAvatar.SetAsync" => (await forum.Get<ChangeAvatar>().SetAsync(viewer, Pictures.Sent())).Refusal,
            "DataExports.AskAsync" => (await forum.Get<DataExports>().AskAsync(viewer)).Refusal,
            "RequestAccountDeletion.AskAsync" => (await forum.Get<RequestAccountDeletion>().AskAsync(viewer, Cast.Password)).Refusal,
            "RequestAccountDeletion.KeepAsync" => (await forum.Get<RequestAccountDeletion>().KeepAsync(viewer)).Refusal,
            "LinkedAccounts.LinkAsync" => (await forum.Get<LinkedAccounts>().LinkAsync(viewer, Cast.Password, Account())).Refusal,
            "LinkedAccounts.UnlinkAsync" => (await forum.Get<LinkedAccounts>().UnlinkAsync(viewer, "club")).Refusal,
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    // Without the act, which would refuse it to a locked-out member.
    private async Task LinkAsync(int memberId)
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        var account = Account();
        db.UserLogins.Add(new() { LoginProvider = account.Provider, ProviderKey = account.Key, ProviderDisplayName = account.Name, UserId = memberId });
        await db.SaveChangesAsync();
    }
}
