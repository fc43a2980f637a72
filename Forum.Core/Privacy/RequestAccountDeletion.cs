using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// Schedules the viewer's account for deletion after the number of days in the settings. Until then the member can only
/// read the forum or cancel the deletion. The last administrator can't leave.
/// </summary>
[ReliesOnSingleWriter("checks that another administrator remains")]
public sealed class RequestAccountDeletion(ForumWriter writer, PasswordCheck check, RateLimits limits)
{
    /// <summary>Requests the deletion. An email states the date.</summary>
    /// <param name="viewer">The member. Allowed even if the account is on hold.</param>
    /// <returns>When the account will be deleted.</returns>
    public async Task<Outcome<DateTimeOffset>> AskAsync(Viewer viewer, string? password, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var known = await check.RunAsync(viewer, password, cancellation);
        if (!known.IsDone)
            return known.Refusal!;
        if (limits.Count(AccountMailLimits.Requested, viewer.LimitKey) is { } tooMany)
            return tooMany;
        return await writer.WriteAsync<DateTimeOffset>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId && member.PasswordHash == known.Value, cancellation);
                if (member is null)
                    return Refusal.NotFound;
                if (member.DeletionDueAt is { } already)
                    return already;
                if (member.Role == Role.Administrator && !await Administrators.StayAsync(scope.Db, member.Id, cancellation))
                    return new Refusal("The forum needs at least one administrator. Make someone else an administrator first.");
                var due = scope.Now.AddDays((await AccountPolicy.CurrentAsync(scope.Db, cancellation)).GraceDays);
                member.DeletionDueAt = due;
                await scope.Db.SaveChangesAsync(cancellation);

                // An unconfirmed address may be a stranger's: no more emails than the stranger could have triggered
                // anyway.
                if (member.EmailConfirmed || limits.Count(AccountMailLimits.ToStranger, member.NormalizedEmail!) is null)
                    await MailOutbox.AddAsync(scope, PrivacyMails.AccountDeletionScheduled, member.Email!, member.Id, ("day", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                scope.Raise(new MemberStatusChanged(member.Id));
                return due;
            },
            cancellation);
    }

    /// <summary>Cancels the deletion. Does nothing if none is scheduled.</summary>
    public Task<Outcome<Done>> KeepAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                await scope.Db.Users.Where(member => member.Id == id && member.DeletedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(member => member.DeletionDueAt, (DateTimeOffset?)null), cancellation);
                scope.Raise(new MemberStatusChanged(id));
                return default(Done);
            },
            cancellation);
    }
}
