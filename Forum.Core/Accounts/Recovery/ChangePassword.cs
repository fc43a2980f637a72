using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>
/// Gives the viewer another password. All other sessions end, links in mails are void from then on, and a mail tells of it.
/// </summary>
/// <param name="check">Compares the password of before.</param>
/// <param name="register">Turns the new one into what is stored.</param>
public sealed class ChangePassword(ForumWriter writer, PasswordCheck check, RegisterMember register)
{
    /// <summary>Changes it.</summary>
    /// <param name="password">The password of before.</param>
    /// <param name="newPassword">The new one; <see cref="PasswordRules"/> says what it may be.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string? password, string? newPassword, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var known = await check.RunAsync(viewer, password, cancellation);
        if (!known.IsDone)
            return known.Refusal!;
        if (PasswordRules.Refusal(newPassword, viewer.Name, null) is { } weak)
            return new Refusal(weak, "NewPassword");
        var hash = register.Hash(newPassword!);
        return await writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (actor.Hold == AccountHold.LockedOut)
                    return Refusal.LockedOut;
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId && member.PasswordHash == known.Value, cancellation);
                if (member is null)
                    return Refusal.NotFound;
                await SetAsync(scope, member, hash, viewer.SessionId, cancellation);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Sets a password in the transaction of an act, with all that goes along.</summary>
    internal static async Task SetAsync(WriteScope scope, Member member, string hash, Guid? keptSession, CancellationToken cancellation)
    {
        member.PasswordHash = hash;
        member.SecurityStamp = Guid.NewGuid().ToString("N");

        // A sign-in that is hashing meanwhile must not write its own view of the password.
        member.ConcurrencyStamp = Guid.NewGuid().ToString();
        member.AccessFailedCount = 0;
        member.LockoutEnd = null;
        await scope.Db.SaveChangesAsync(cancellation);
        await scope.Db.AccountTokens.Where(token => token.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await scope.Db.AddressChanges.Where(change => change.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await SignInSessions.EndAsync(scope, member.Id, session => session.Id != keptSession);
        await MailOutbox.AddAsync(scope, MailKind.PasswordChanged, member.Email!, member.Id);
    }
}
