using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Credentials;

/// <summary>The viewer's two-factor authentication.</summary>
/// <param name="IsEnabled">Whether a code from an authenticator app is required.</param>
/// <param name="RecoveryCodes">The number of unused recovery codes.</param>
public sealed record TwoFactorState(bool IsEnabled, int RecoveryCodes);

/// <summary>
/// Two-factor authentication with an authenticator app (RFC 6238), and recovery codes for members who lose it. Each
/// change requires the password and is announced by email.
/// </summary>
[ReliesOnSingleWriter("checks whether it's on, and ignores Identity's conflicts")]
public sealed class TwoFactor(IDbContextFactory<ForumDb> databases, ForumWriter writer, IdentityInAct identity, PasswordCheck check, UsedCodes used)
{
    /// <summary>The number of recovery codes in a set.</summary>
    public const int RecoveryCodes = 10;

    private static readonly Refusal WrongCode = new("Incorrect code. Enter the current code from your app, and check that your device's clock is right.", "Code");
    private static readonly Refusal NotEnabled = new("Two-factor authentication is off.");

    /// <summary>The viewer's two-factor state; null for a guest.</summary>
    public async Task<TwoFactorState?> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
        return member is null ? null : new TwoFactorState(member.TwoFactorEnabled, await identity.For(db).CountRecoveryCodesAsync(member));
    }

    /// <summary>
    /// Creates a secret for an app. It belongs to no one until it's passed to <see cref="EnableAsync"/>: an unused
    /// secret reveals nothing.
    /// </summary>
    /// <returns>Letters and digits in Base32.</returns>
    public async Task<string> MakeSecretAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        return identity.For(db).GenerateNewAuthenticatorKey();
    }

    /// <summary>Turns on two-factor authentication, after the app has produced a valid code.</summary>
    /// <param name="secret">The secret in the app, as shown to the same viewer earlier; null if that was too long
    /// ago.</param>
    /// <param name="code">The code that the app shows.</param>
    /// <returns>The recovery codes, which are shown once; or a refusal.</returns>
    public Task<Outcome<IReadOnlyList<string>>> EnableAsync(
        Viewer viewer, string? password, string? secret, string? code, CancellationToken cancellation = default) =>
        ChangeAsync<IReadOnlyList<string>>(viewer, password, SignInChange.AuthenticatorAdded, async (manager, member) =>
        {
            var clean = UsedCodes.Clean(code);
            if (member.TwoFactorEnabled)
                return new Refusal("Two-factor authentication is already on.");
            if (secret is null)
                return new Refusal("The QR code expired. Scan the new one.", "Code");

            // Where Identity stores it. If the code is wrong, the act refuses and nothing is stored.
            await manager.SetAuthenticationTokenAsync(member, "[AspNetUserStore]", "AuthenticatorKey", secret);
            if (!await manager.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, clean) || !used.Take(member.Id, clean))
                return WrongCode;
            await manager.SetTwoFactorEnabledAsync(member, true);
            return await NewCodesAsync(manager, member);
        }, cancellation);

    /// <summary>Turns off two-factor authentication; the app's secret and the recovery codes become invalid.</summary>
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

    /// <summary>Creates new recovery codes and invalidates the old ones.</summary>
    /// <returns>The recovery codes, which are shown once; or a refusal.</returns>
    public Task<Outcome<IReadOnlyList<string>>> RenewCodesAsync(Viewer viewer, string? password, CancellationToken cancellation = default) =>
        ChangeAsync<IReadOnlyList<string>>(viewer, password, SignInChange.RecoveryCodesMade, static async (manager, member) =>
            member.TwoFactorEnabled ? await NewCodesAsync(manager, member) : NotEnabled, cancellation);

    /// <summary>Emails the member that a recovery code was used. For the sign-in.</summary>
    public Task<Outcome<Done>> CodeUsedAsync(int memberId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            if (await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId, cancellation) is { } member)
                await TellAsync(scope, member, SignInChange.RecoveryCodeUsed);
            return default(Done);
        },
        cancellation);

    internal static Task TellAsync(WriteScope scope, Member member, SignInChange change) =>
        MailOutbox.AddAsync(scope, AccountMails.SignInChanged, member.Email!, member.Id, ("what", change.ToString()));

    private static async Task<Outcome<IReadOnlyList<string>>> NewCodesAsync(UserManager<Member> manager, Member member) =>
        (await manager.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCodes))!.ToList();

    private Task<Outcome<T>> ChangeAsync<T>(
        Viewer viewer, string? password, SignInChange change, Func<UserManager<Member>, Member, Task<Outcome<T>>> act, CancellationToken cancellation) =>
        check.ThenAsync<T>(
            writer,
            viewer,
            password,
            async (scope, member) =>
            {
                var outcome = await act(identity.For(scope.Db), member);
                if (outcome.IsDone)
                    await TellAsync(scope, member, change);
                return outcome;
            },
            cancellation);
}
