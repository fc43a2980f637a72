using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Relations;

/// <summary>
/// Blocks members: their posts are collapsed for the blocker, they can't message or mention the blocker, and neither
/// can follow the other. Blocked members aren't notified. Staff can't be blocked: what they say is for everyone.
/// </summary>
[ReliesOnSingleWriter("limits the number of blocked members")]
public sealed class BlockMember(ForumWriter writer)
{
    /// <summary>The maximum number of members that one member can block.</summary>
    public const int Most = 500;

    /// <summary>Blocks a member. Idempotent.</summary>
    /// <param name="viewer">The blocker. Allowed even if the account is on hold.</param>
    public Task<Outcome<Done>> BlockAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                if (viewer.Is(memberId))
                    return new Refusal("You can't block yourself.");
                var role = await scope.Db.Users.Where(member => member.Id == memberId && member.DeletedAt == null)
                    .Select(member => (Role?)member.Role).FirstOrDefaultAsync(cancellation);
                if (role is null)
                    return Refusal.NotFound;
                if (role >= Role.Moderator)
                    return new Refusal("You can't block moderators or administrators.");
                if (await scope.Db.MemberBlocks.AnyAsync(block => block.MemberId == id && block.BlockedId == memberId, cancellation))
                    return default(Done);
                if (await scope.Db.MemberBlocks.CountAsync(block => block.MemberId == id, cancellation) >= Most)
                    return new Refusal("You can block at most {0} members. Unblock someone first.", null, Most);
                scope.Db.MemberBlocks.Add(new MemberBlock { MemberId = id, BlockedId = memberId });
                await scope.Db.SaveChangesAsync(cancellation);
                await FollowMember.EndAsync(scope, id, memberId, cancellation);
                await FollowMember.EndAsync(scope, memberId, id, cancellation);
                scope.Raise(new MemberPreferencesChanged(id));
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Unblocks a member. Idempotent.</summary>
    public Task<Outcome<Done>> UnblockAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                await scope.Db.MemberBlocks.Where(block => block.MemberId == id && block.BlockedId == memberId).ExecuteDeleteAsync(cancellation);
                scope.Raise(new MemberPreferencesChanged(id));
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Removes all blocks of a member who has become staff, in the transaction of an act.</summary>
    internal static async Task EndAllAsync(WriteScope scope, int blockedId, CancellationToken cancellation)
    {
        var blockers = await scope.Db.MemberBlocks.Where(block => block.BlockedId == blockedId).Select(block => block.MemberId).ToListAsync(cancellation);
        await scope.Db.MemberBlocks.Where(block => block.BlockedId == blockedId).ExecuteDeleteAsync(cancellation);
        foreach (var memberId in blockers)
            scope.Raise(new MemberPreferencesChanged(memberId));
    }
}
