using System.Buffers.Text;
using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Credentials;

/// <summary>A passkey as shown to its member.</summary>
/// <param name="Key">Its credential ID in Base64url.</param>
public sealed record PasskeyView(string Key, string Name, DateTimeOffset CreatedAt);

/// <summary>
/// The passkeys that a member signs in with (Web Authentication, level 3). Adding or removing one is announced by
/// email.
/// </summary>
[ReliesOnSingleWriter("limits the number of passkeys")]
public sealed class Passkeys(IDbContextFactory<ForumDb> databases, ForumWriter writer, IdentityInAct identity, PasswordCheck check)
{
    /// <summary>The maximum number of passkeys per member.</summary>
    public const int Most = 20;

    /// <summary>The maximum length of the name, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The viewer's passkeys, oldest first; empty for a guest.</summary>
    public async Task<IReadOnlyList<PasskeyView>> ListAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
        if (member is null)
            return [];
        return [.. (await identity.For(db).GetPasskeysAsync(member)).OrderBy(passkey => passkey.CreatedAt)
            .Select(passkey => new PasskeyView(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt))];
    }

    /// <summary>Adds a passkey that the browser has just created and Identity has verified.</summary>
    /// <param name="name">The name, up to <see cref="MaxNameLength"/> characters; empty for a numbered default.</param>
    public Task<Outcome<Done>> AddAsync(Viewer viewer, string? password, UserPasskeyInfo passkey, string? name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return check.ThenAsync<Done>(
            writer,
            viewer,
            password,
            async (scope, member) =>
            {
                var manager = identity.For(scope.Db);
                var count = (await manager.GetPasskeysAsync(member)).Count;
                if (count >= Most)
                    return new Refusal("You can have at most {0} passkeys. Remove one first.", null, Most);
                if (await manager.FindByPasskeyIdAsync(passkey.CredentialId) is not null)
                    return new Refusal("You've already added this passkey.");
                if (Clean(name, $"Passkey {count + 1}") is not { } clean)
                    return TooLong;
                passkey.Name = clean;
                await manager.AddOrUpdatePasskeyAsync(member, passkey);
                await TwoFactor.TellAsync(scope, member, SignInChange.PasskeyAdded);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Renames a passkey.</summary>
    /// <param name="name">The name, 1 to <see cref="MaxNameLength"/> characters.</param>
    public Task<Outcome<Done>> RenameAsync(Viewer viewer, string key, string? name, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, key, async (_, manager, member, passkey) =>
        {
            if (Clean(name, passkey.Name ?? "") is not { } clean)
                return TooLong;
            passkey.Name = clean;
            await manager.AddOrUpdatePasskeyAsync(member, passkey);
            return default(Done);
        }, cancellation);

    /// <summary>Removes a passkey, so that it can't be used to sign in anymore.</summary>
    public Task<Outcome<Done>> RemoveAsync(Viewer viewer, string key, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, key, async (scope, manager, member, passkey) =>
        {
            await manager.RemovePasskeyAsync(member, passkey.CredentialId);
            await TwoFactor.TellAsync(scope, member, SignInChange.PasskeyRemoved);
            return default(Done);
        }, cancellation);

    private static Refusal TooLong => new("Names can have at most {0} characters.", "Name", MaxNameLength);

    private static string? Clean(string? name, string otherwise)
    {
        var clean = WritingRules.CleanTitle(name);
        if (!ShownText.IsVisible(clean))
            return otherwise;
        return ShownText.IsLongerThan(clean, MaxNameLength) ? null : clean;
    }

    private Task<Outcome<Done>> ChangeAsync(
        Viewer viewer, string key, Func<WriteScope, UserManager<Member>, Member, UserPasskeyInfo, Task<Outcome<Done>>> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is null)
                    return Refusal.SignInFirst;
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
                if (member is null || !Base64Url.IsValid(key))
                    return Refusal.NotFound;
                if (member.LockedAt is not null)
                    return Refusal.LockedOut;
                var manager = identity.For(scope.Db);
                return await manager.GetPasskeyAsync(member, Base64Url.DecodeFromChars(key)) is { } passkey
                    ? await act(scope, manager, member, passkey)
                    : Refusal.NotFound;
            },
            cancellation);
    }
}
