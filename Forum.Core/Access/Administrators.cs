using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Access;

/// <summary>The forum always has an administrator: without one, the next visitor would get the setup page.</summary>
internal static class Administrators
{
    /// <summary>Whether there is one; until then, the forum isn't set up.</summary>
    internal static Task<bool> ExistAsync(ForumDb db, CancellationToken cancellation) =>
        db.Users.AnyAsync(member => member.Role == Role.Administrator, cancellation);

    /// <summary>Whether another administrator remains.</summary>
    internal static Task<bool> StayAsync(ForumDb db, int? exceptMemberId, CancellationToken cancellation) => db.Users.AnyAsync(
        member => member.Role == Role.Administrator && member.LockedAt == null && !member.AwaitsConfirmation && !member.AwaitsApproval
            && member.DeletionDueAt == null && member.Id != exceptMemberId, cancellation);
}
