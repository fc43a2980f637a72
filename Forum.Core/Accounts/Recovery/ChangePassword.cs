using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>
/// Changes the viewer's password. Ends all other sessions, invalidates links in emails, and sends a notification email.
/// </summary>
[ReliesOnSingleWriter("ends the sessions that it has read")]
public sealed class ChangePassword(ForumWriter writer, PasswordCheck check, RegisterMember register)
{
    /// <summary>Changes the password.</summary>
    /// <param name="password">The current password.</param>
    /// <param name="newPassword">The new password; see <see cref="PasswordRules"/> for the rules.</param>
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

    /// <summary>Sets a password and everything that goes with it, in the transaction of an act.</summary>
    internal static async Task SetAsync(WriteScope scope, Member member, string hash, Guid? keptSession, CancellationToken cancellation)
    {
        member.PasswordHash = hash;
        member.SecurityStamp = Guid.NewGuid().ToString("N");

        // A concurrent sign-in that is hashing must not write back the old password.
        member.ConcurrencyStamp = Guid.NewGuid().ToString();
        member.AccessFailedCount = 0;
        member.LockoutEnd = null;
        await scope.Db.SaveChangesAsync(cancellation);
        await scope.Db.AccountTokens.Where(token => token.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await scope.Db.AddressChanges.Where(change => change.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
        await SignInSessions.EndAsync(scope, member.Id, session => session.Id != keptSession);
        await MailOutbox.AddAsync(scope, AccountMails.PasswordChanged, member.Email!, member.Id);
    }
}
