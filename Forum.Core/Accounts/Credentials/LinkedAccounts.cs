using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Credentials;

/// <summary>
/// The external accounts that a member signs in with (OAuth 2). At most one per provider. Linking requires the
/// password; linking and unlinking are announced by email.
/// </summary>
[ReliesOnSingleWriter("checks that another way to sign in remains")]
public sealed class LinkedAccounts(IDbContextFactory<ForumDb> databases, ForumWriter writer, PasswordCheck check)
{
    private static readonly Refusal OfAnother = new("This account is already linked to another member.");

    /// <summary>The viewer's linked accounts, by provider; empty for a guest.</summary>
    public async Task<IReadOnlyList<LinkedAccount>> ListAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.UserLogins.Where(login => login.UserId == viewer.MemberId).OrderBy(login => login.LoginProvider)
            .Select(login => new LinkedAccount(login.LoginProvider, login.ProviderDisplayName ?? ""))
            .ToListAsync(cancellation);
    }

    /// <summary>The member that an external account signs in; null for none. For sign-in only.</summary>
    public async Task<int?> OwnerAsync(ExternalAccount account, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await OwnerAsync(db, account, cancellation);
    }

    /// <summary>Links an external account to the viewer's.</summary>
    /// <param name="account">The external account, which has just been verified.</param>
    public Task<Outcome<Done>> LinkAsync(Viewer viewer, string? password, ExternalAccount account, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        return check.ThenAsync<Done>(
            writer,
            viewer,
            password,
            async (scope, member) =>
            {
                if (await OwnerAsync(scope.Db, account, cancellation) is not null)
                    return OfAnother;
                if (await scope.Db.UserLogins.AnyAsync(login => login.UserId == member.Id && login.LoginProvider == account.Provider, cancellation))
                    return new Refusal("You've already linked an account from this provider. Unlink that one first.");
                Add(scope, member.Id, account);
                await TwoFactor.TellAsync(scope, member, SignInChange.ExternalAdded);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Unlinks an external account from the viewer's. Refused if no way to sign in would remain.</summary>
    public Task<Outcome<Done>> UnlinkAsync(Viewer viewer, string provider, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
                if (member is null)
                    return Refusal.SignInFirst;
                if (member.LockedAt is not null)
                    return Refusal.LockedOut;
                var logins = await scope.Db.UserLogins.Where(login => login.UserId == member.Id).ToListAsync(cancellation);
                if (logins.Find(login => login.LoginProvider == provider) is not { } removed)
                    return Refusal.NotFound;
                if (member.PasswordHash is null && logins.Count == 1)
                    return new Refusal("This is your only way to sign in. Set a password first.");
                scope.Db.UserLogins.Remove(removed);
                await TwoFactor.TellAsync(scope, member, SignInChange.ExternalRemoved);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>The member that an external account signs in, within the transaction of an act.</summary>
    internal static Task<int?> OwnerAsync(ForumDb db, ExternalAccount account, CancellationToken cancellation) => db.UserLogins
        .Where(login => login.LoginProvider == account.Provider && login.ProviderKey == account.Key)
        .Select(login => (int?)login.UserId)
        .FirstOrDefaultAsync(cancellation);

    /// <summary>Adds the link, in the transaction of an act that saves.</summary>
    internal static void Add(WriteScope scope, int memberId, ExternalAccount account) => scope.Db.UserLogins.Add(new IdentityUserLogin<int>
    {
        LoginProvider = account.Provider,
        ProviderKey = account.Key,
        ProviderDisplayName = account.Name,
        UserId = memberId,
    });
}
