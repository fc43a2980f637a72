using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Members;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>
/// Resets a password with a link from an email. Requesting the link gives the same answer, in the same time, for every
/// address: no one can find out which addresses have an account.
/// </summary>
[ReliesOnSingleWriter("a link that was read twice would work twice")]
public sealed class ResetPassword(
    IDbContextFactory<ForumDb> databases, ForumWriter writer, RegisterMember register, IdentityInAct identity, ILookupNormalizer normalizer, RateLimits limits, TimeProvider clock)
{
    /// <summary>How long a link is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    // Longer than either path takes, so that timing doesn't reveal which one it was.
    private static readonly TimeSpan AnswerTakes = TimeSpan.FromMilliseconds(150);

    /// <summary>Sends a link to an address if it belongs to an account.</summary>
    /// <param name="email">The address as typed.</param>
    /// <param name="origin">The IP address of the request.</param>
    public async Task<Outcome<Done>> AskAsync(string? email, string origin, CancellationToken cancellation = default)
    {
        if (!RegisterMember.IsEmailAddress(email))
            return new Refusal("Enter an email address, such as name@example.org.", "Email");
        var normalized = normalizer.NormalizeEmail(email!.Trim())!;
        if ((limits.Count(AccountMailLimits.Requested, origin) ?? limits.Count(AccountMailLimits.Requested, normalized)) is { } tooMany)
            return tooMany;

        var answer = Task.Delay(AnswerTakes, clock, cancellation);
        var outcome = await writer.WriteAsync<Done>(
            async scope =>
            {
                foreach (var member in await OwnersAsync(scope.Db, normalized, cancellation))
                {
                    var token = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ResetPassword, member.Email!, Lifetime);
                    await MailOutbox.AddAsync(scope, AccountMails.ResetPassword, member.Email!, member.Id, ("token", token));
                }

                return default(Done);
            },
            cancellation);
        await answer;
        return outcome;
    }

    /// <summary>Sends a link to the viewer's own address, to set a first password.</summary>
    /// <returns>The address that it's sent to.</returns>
    public async Task<Outcome<string>> AskForOwnAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is null)
            return Refusal.SignInFirst;
        if (limits.Count(AccountMailLimits.Requested, viewer.LimitKey) is { } tooMany)
            return tooMany;
        return await writer.WriteAsync<string>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId && member.DeletedAt == null, cancellation);
                if (member is null)
                    return Refusal.SignInFirst;
                if (member.LockedAt is not null)
                    return Refusal.LockedOut;
                if (!member.EmailConfirmed && await ConfirmAddress.IsOfAnotherAsync(scope.Db, member))
                    return new Refusal("Another account already uses this email address. Change this account's email address first, in your settings under Account.");
                var token = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ResetPassword, member.Email!, Lifetime);
                await MailOutbox.AddAsync(scope, AccountMails.ResetPassword, member.Email!, member.Id, ("token", token));
                return member.Email!;
            },
            cancellation);
    }

    /// <summary>The name of the member whose password a link sets; null if the link isn't valid.</summary>
    public async Task<string?> FindAsync(string? token, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await AccountTokens.FindAsync(db, token, TokenPurpose.ResetPassword, clock.GetUtcNow()))?.Member.UserName;
    }

    /// <summary>Sets the password and ends all sessions. Since the email arrived, its address is confirmed too.</summary>
    /// <param name="newPassword">The new password; see <see cref="PasswordRules"/> for the rules.</param>
    public async Task<Outcome<Done>> RunAsync(string? token, string? newPassword, CancellationToken cancellation = default)
    {
        if (await FindAsync(token, cancellation) is not { } name)
            return Refusal.VoidLink;
        if (PasswordRules.Refusal(newPassword, name, null) is { } weak)
            return new Refusal(weak, "NewPassword");
        var hash = register.Hash(newPassword!);
        return await writer.WriteAsync<Done>(
            async scope =>
            {
                if (await AccountTokens.TakeAsync(scope, token, TokenPurpose.ResetPassword) is not { } found)
                    return Refusal.VoidLink;

                // Someone who registered with another person's address may have left themselves another way to sign in.
                if (!found.Member.EmailConfirmed)
                    await ForgetOtherWaysInAsync(scope, found.Member);
                await ConfirmAddress.TryConfirmAsync(scope, found.Member, found.Address);
                await ChangePassword.SetAsync(scope, found.Member, hash, null, cancellation);
                return default(Done);
            },
            cancellation);
    }

    private async Task ForgetOtherWaysInAsync(WriteScope scope, Member member)
    {
        await scope.Db.UserLogins.Where(login => login.UserId == member.Id).ExecuteDeleteAsync();
        var manager = identity.For(scope.Db);
        foreach (var passkey in await manager.GetPasskeysAsync(member))
            await manager.RemovePasskeyAsync(member, passkey.CredentialId);
        if (!member.TwoFactorEnabled)
            return;
        await manager.SetTwoFactorEnabledAsync(member, false);
        await manager.GenerateNewTwoFactorRecoveryCodesAsync(member, 0);
    }

    // The member who confirmed it; otherwise everyone who claims it. The email names the account, and its reader knows
    // which one is theirs.
    private static async Task<List<Member>> OwnersAsync(ForumDb db, string normalized, CancellationToken cancellation)
    {
        var members = await db.Users.Where(member => member.NormalizedEmail == normalized && member.LockedAt == null)
            .OrderByDescending(member => member.EmailConfirmed).ThenBy(member => member.Id)
            .Take(MemberNameQueries.MaxOwners)
            .ToListAsync(cancellation);
        return members is [{ EmailConfirmed: true }, ..] ? [members[0]] : members;
    }
}
