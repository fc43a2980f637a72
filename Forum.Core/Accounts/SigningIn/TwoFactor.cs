using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.SigningIn;

/// <summary>How a member signs in beside the password.</summary>
/// <param name="IsEnabled">Whether a code of an authenticator app is asked for.</param>
/// <param name="RecoveryCodes">How many recovery codes have not been used.</param>
public sealed record TwoFactorState(bool IsEnabled, int RecoveryCodes);

/// <summary>
/// Signing in with a code of an authenticator app beside the password (RFC 6238), and the recovery codes for whoever has lost it. Each
/// change asks for the password and tells the member by mail.
/// </summary>
/// <param name="identity">Makes and checks codes.</param>
/// <param name="used">Codes that were taken.</param>
public sealed class TwoFactor(IDbContextFactory<ForumDb> databases, ForumWriter writer, IdentityInAct identity, PasswordCheck check, UsedCodes used)
{
    /// <summary>How many recovery codes are made at once.</summary>
    public const int RecoveryCodes = 10;

    private static readonly Refusal WrongCode = new("This code is wrong. Enter the one your app shows now, and check that the clock of its device is right.", "Code");
    private static readonly Refusal NotEnabled = new("Two-factor authentication is off.");

    /// <summary>How the viewer signs in; null for a guest.</summary>
    public async Task<TwoFactorState?> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
        return member is null ? null : new TwoFactorState(member.TwoFactorEnabled, await identity.For(db).CountRecoveryCodesAsync(member));
    }

    /// <summary>
    /// A secret for an app to learn. Nobody's until <see cref="EnableAsync"/> is given it back: whoever has seen one that was not put into
    /// use knows nothing.
    /// </summary>
    /// <returns>Letters and digits in Base32.</returns>
    public async Task<string> MakeSecretAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        return identity.For(db).GenerateNewAuthenticatorKey();
    }

    /// <summary>Asks for codes from now on, once the app has shown the right one.</summary>
    /// <param name="secret">The secret that the app has learnt, as the same viewer was shown it a while ago; null when that is too long ago.</param>
    /// <param name="code">What the app shows.</param>
    /// <returns>The recovery codes, which are shown once; or why not.</returns>
    public Task<Outcome<IReadOnlyList<string>>> EnableAsync(
        Viewer viewer, string? password, string? secret, string? code, CancellationToken cancellation = default) =>
        ChangeAsync<IReadOnlyList<string>>(viewer, password, SignInChange.AuthenticatorAdded, async (manager, member) =>
        {
            var clean = UsedCodes.Clean(code);
            if (member.TwoFactorEnabled)
                return new Refusal("Two-factor authentication is already on.");
            if (secret is null)
                return new Refusal("This took too long. Scan the new QR code.", "Code");

            // Where Identity keeps it; with a code that is wrong the act refuses, and nothing is kept.
            await manager.SetAuthenticationTokenAsync(member, "[AspNetUserStore]", "AuthenticatorKey", secret);
            if (!await manager.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, clean) || !used.Take(member.Id, clean))
                return WrongCode;
            await manager.SetTwoFactorEnabledAsync(member, true);
            return await NewCodesAsync(manager, member);
        }, cancellation);

    /// <summary>Asks for no codes any more; the app's secret and the recovery codes are void.</summary>
    public Task<Outcome<Done>> DisableAsync(Viewer viewer, string? password, CancellationToken cancellation = default) =>
        ChangeAsync<Done>(viewer, password, SignInChange.AuthenticatorRemoved, static async (manager, member) =>
        {
            if (!member.TwoFactorEnabled)
                return NotEnabled;
            await manager.SetTwoFactorEnabledAsync(member, false);
            await manager.ResetAuthenticatorKeyAsync(member);
            await manager.GenerateNewTwoFactorRecoveryCodesAsync(member, 0);
            return default(Done);
        }, cancellation);

    /// <summary>Makes new recovery codes; the old ones are void.</summary>
    /// <returns>The recovery codes, which are shown once; or why not.</returns>
    public Task<Outcome<IReadOnlyList<string>>> RenewCodesAsync(Viewer viewer, string? password, CancellationToken cancellation = default) =>
        ChangeAsync<IReadOnlyList<string>>(viewer, password, SignInChange.RecoveryCodesMade, static async (manager, member) =>
            member.TwoFactorEnabled ? await NewCodesAsync(manager, member) : NotEnabled, cancellation);

    /// <summary>Tells the member by mail that a recovery code was used. For the sign-in.</summary>
    /// <param name="memberId">Whose it was.</param>
    public Task<Outcome<Done>> CodeUsedAsync(int memberId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            if (await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId, cancellation) is { } member)
                await TellAsync(scope, member, SignInChange.RecoveryCodeUsed);
            return default(Done);
        },
        cancellation);

    internal static Task TellAsync(WriteScope scope, Member member, SignInChange change) =>
        MailOutbox.AddAsync(scope, MailKind.SignInChanged, member.Email!, member.Id, ("what", change.ToString()));

    private static async Task<Outcome<IReadOnlyList<string>>> NewCodesAsync(UserManager<Member> manager, Member member) =>
        (await manager.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCodes))!.ToList();

    private static Task<Member?> FindAsync(WriteScope scope, Viewer viewer, CancellationToken cancellation) => viewer.Hold == AccountHold.LockedOut
        ? Task.FromResult<Member?>(null)
        : scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId && member.LockedAt == null, cancellation);

    private async Task<Outcome<T>> ChangeAsync<T>(
        Viewer viewer, string? password, SignInChange change, Func<UserManager<Member>, Member, Task<Outcome<T>>> act, CancellationToken cancellation)
    {
        if (viewer.Hold == AccountHold.LockedOut)
            return Refusal.LockedOut;
        var known = await check.RunAsync(viewer, password, cancellation);
        if (!known.IsDone)
            return known.Refusal!;
        return await writer.WriteAsync<T>(
            async scope =>
            {
                if (await FindAsync(scope, viewer, cancellation) is not { } member || member.PasswordHash != known.Value)
                    return (await MemberDirectory.CurrentAsync(scope.Db, viewer)).RefusalToAct ?? Refusal.NotFound;
                var outcome = await act(identity.For(scope.Db), member);
                if (outcome.IsDone)
                    await TellAsync(scope, member, change);
                return outcome;
            },
            cancellation);
    }
}
