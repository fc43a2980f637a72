using Forum.Core.Accounts.SigningIn;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>
/// Sets a password anew with a link out of a mail. Asking for the link says and does the same for every address, and takes as
/// long: nobody learns whose address has an account.
/// </summary>
/// <param name="databases">Where links are looked up.</param>
/// <param name="register">Turns the new password into what is stored.</param>
/// <param name="identity">Removes other ways of signing in.</param>
/// <param name="normalizer">Identity's form of addresses for look-ups.</param>
/// <param name="limits">Counts the mails that are asked for.</param>
public sealed class ResetPassword(
    IDbContextFactory<ForumDb> databases, ForumWriter writer, RegisterMember register, IdentityInAct identity, ILookupNormalizer normalizer, RateLimits limits, TimeProvider clock)
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    // Longer than either answer takes: which of them it was cannot be told by the clock.
    private static readonly TimeSpan AnswerTakes = TimeSpan.FromMilliseconds(150);

    /// <summary>Has a link sent to an address, if it is one of an account.</summary>
    /// <param name="email">The address as typed.</param>
    /// <param name="origin">The network address of whoever asks.</param>
    public async Task<Outcome<Done>> AskAsync(string? email, string origin, CancellationToken cancellation = default)
    {
        if (!RegisterMember.IsEmailAddress(email))
            return new Refusal("Enter an email address, such as name@example.org.", "Email");
        var normalized = normalizer.NormalizeEmail(email!.Trim())!;
        if ((limits.Count(LimitedAct.AccountMail, origin) ?? limits.Count(LimitedAct.AccountMail, normalized)) is { } tooMany)
            return tooMany;

        var answer = Task.Delay(AnswerTakes, clock, cancellation);
        var outcome = await writer.WriteAsync<Done>(
            async scope =>
            {
                foreach (var member in await OwnersAsync(scope.Db, normalized, cancellation))
                {
                    var token = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ResetPassword, member.Email!, Lifetime);
                    await MailOutbox.AddAsync(scope, MailKind.ResetPassword, member.Email!, member.Id, ("token", token));
                }

                return default(Done);
            },
            cancellation);
        await answer;
        return outcome;
    }

    /// <summary>Has a link sent to the viewer's own address, to set a first password.</summary>
    /// <param name="viewer">Whose account it is.</param>
    /// <returns>The address that it goes to.</returns>
    public async Task<Outcome<string>> AskForOwnAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is null)
            return Refusal.SignInFirst;
        if (limits.Count(LimitedAct.AccountMail, viewer.LimitKey) is { } tooMany)
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
                    return new Refusal("This email address is already confirmed for another account. First change the email address of this one in its settings, under Account.");
                var token = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ResetPassword, member.Email!, Lifetime);
                await MailOutbox.AddAsync(scope, MailKind.ResetPassword, member.Email!, member.Id, ("token", token));
                return member.Email!;
            },
            cancellation);
    }

    /// <summary>The name of the member whose password a link sets; null when it cannot be used.</summary>
    /// <param name="token">What the link carries.</param>
    public async Task<string?> FindAsync(string? token, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await AccountTokens.FindAsync(db, token, TokenPurpose.ResetPassword, clock.GetUtcNow()))?.Member.UserName;
    }

    /// <summary>Sets the password. All sessions end. As the mail has arrived, its address is confirmed too.</summary>
    /// <param name="token">What the link carries.</param>
    /// <param name="newPassword">The new password; <see cref="PasswordRules"/> says what it may be.</param>
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

                // Whoever made an account with an address that is not theirs may have left a key under the mat.
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

    // Whoever has confirmed it; otherwise all who say that it is theirs: the mail names the account, and its reader knows which one is.
    private static async Task<List<Member>> OwnersAsync(ForumDb db, string normalized, CancellationToken cancellation)
    {
        var members = await db.Users.Where(member => member.NormalizedEmail == normalized && member.LockedAt == null)
            .OrderByDescending(member => member.EmailConfirmed).ThenBy(member => member.Id)
            .Take(MemberNameQueries.MaxOwners)
            .ToListAsync(cancellation);
        return members is [{ EmailConfirmed: true }, ..] ? [members[0]] : members;
    }
}
