using System.Buffers.Text;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace Forum.Tests.Accounts;

/// <summary>Who can change how an account is signed in to, checked in the core itself: only its member.</summary>
public class SigningInPermissionsTests(CastForum forum) : IClassFixture<CastForum>
{
    // Guest, locked-out member, member locked out after the page was opened, member, someone else, another
    // administrator.
    private static readonly PermissionTable Own = new(
        """
        Passkeys.AddAsync         | * | sign-in locked-out locked-out done done done
        Passkeys.RemoveAsync      | * | sign-in locked-out locked-out done nothing nothing
        Passkeys.RenameAsync      | * | sign-in locked-out locked-out done nothing nothing
        TwoFactor.DisableAsync    | * | sign-in locked-out locked-out done not-on not-on
        TwoFactor.EnableAsync     | * | sign-in locked-out locked-out done done done
        TwoFactor.RenewCodesAsync | * | sign-in locked-out locked-out done not-on not-on
        """);

    [Fact]
    public async Task Nobody_changes_how_somebody_else_signs_in()
    {
        var wrong = new List<string>();
        foreach (var what in Own.Things)
        {
            var expected = Own.Row(what, PlaceKind.Public);
            for (var i = 0; i < expected.Length; i++)
            {
                var member = await forum.MemberAsync();
                var key = await PasskeyAsync(member);
                var secret = await forum.Get<TwoFactor>().MakeSecretAsync();
                if (i is 1 or 2)
                    Assert.True((await forum.Get<ChangeMemberStatus>().SetLockedAsync(forum.Ada, member.MemberId!.Value, locked: true)).IsDone);
                if (i == 3 && what is ("TwoFactor.DisableAsync" or "TwoFactor.RenewCodesAsync"))
                    Assert.True((await forum.Get<TwoFactor>().EnableAsync(member, Cast.Password, secret, Code(secret))).IsDone);
                var viewer = i switch { 0 => Viewer.Guest, 1 => await forum.Cast.NowAsync(member), 4 or 5 => await SomebodyElseAsync(i == 5), _ => member };
                if (PermissionCheck.NameOf(await TryAsync(what, viewer, key, secret)) is var said && said != expected[i])
                    wrong.Add($"{what}, column {i}: {said} instead of {expected[i]}");
            }
        }

        PermissionTable.IsHeld(wrong);
    }

    private static string Code(string secret) => AuthenticatorApp.Show(secret, TimeProvider.System.GetUtcNow());

    private static UserPasskeyInfo Passkey() =>
        new(Guid.NewGuid().ToByteArray(), [1], TimeProvider.System.GetUtcNow(), 0, null, true, false, false, [2], [3]);

    private async Task<Viewer> SomebodyElseAsync(bool isAdministrator)
    {
        var member = await forum.MemberAsync();
        if (isAdministrator)
            await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, member.MemberId!.Value, Role.Administrator);
        return await forum.Cast.NowAsync(member);
    }

    private async Task<string> PasskeyAsync(Viewer member)
    {
        var passkey = Passkey();
        Assert.True((await forum.Get<Passkeys>().AddAsync(member, Cast.Password, passkey, "Phone")).IsDone);
        return Base64Url.EncodeToString(passkey.CredentialId);
    }

    private async Task<Refusal?> TryAsync(string what, Viewer viewer, string key, string secret)
    {
        var (passkeys, twoFactor) = (forum.Get<Passkeys>(), forum.Get<TwoFactor>());
        return what switch
        {
            "Passkeys.AddAsync" => (await passkeys.AddAsync(viewer, Cast.Password, Passkey(), "")).Refusal,
            "Passkeys.RemoveAsync" => (await passkeys.RemoveAsync(viewer, key)).Refusal,
            "Passkeys.RenameAsync" => (await passkeys.RenameAsync(viewer, key, "Another")).Refusal,
            "TwoFactor.DisableAsync" => (await twoFactor.DisableAsync(viewer, Cast.Password)).Refusal,
            "TwoFactor.EnableAsync" => (await twoFactor.EnableAsync(viewer, Cast.Password, secret, Code(secret))).Refusal,
            _ => (await twoFactor.RenewCodesAsync(viewer, Cast.Password)).Refusal,
        };
    }
}
