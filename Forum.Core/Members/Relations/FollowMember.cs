using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Relations;

/// <summary>
/// Follows members: what they write is listed for their followers, and an email announces threads that they start.
/// Members can't follow themselves, or anyone who has blocked them.
/// </summary>
[ReliesOnSingleWriter("limits the number of followed members, and computes the count of followers")]
public sealed class FollowMember(ForumWriter writer)
{
    /// <summary>The maximum number of members that one member can follow.</summary>
    public const int Most = 500;

    /// <summary>Follows a member. Idempotent.</summary>
    public Task<Outcome<Done>> FollowAsync(Viewer viewer, int memberId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
            if (!actor.IsMember)
                return actor.RefusalToAct ?? Refusal.SignInFirst;
            if (actor.Is(memberId))
                return new Refusal("You can't follow yourself.");
            var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId && member.DeletedAt == null, cancellation);
            if (member is null)
                return Refusal.NotFound;

            // Blocked members must not learn more than they could about anyone.
            if (await scope.Db.MemberBlocks.AnyAsync(block => block.MemberId == memberId && block.BlockedId == actor.MemberId, cancellation))
                return new Refusal("You can't follow this member.");
            if (await scope.Db.MemberBlocks.AnyAsync(block => block.MemberId == actor.MemberId && block.BlockedId == memberId, cancellation))
                return new Refusal("You've blocked this member. Unblock them first.");
            var followed = await scope.Db.MemberFollows.Where(follow => follow.FollowerId == actor.MemberId).Select(follow => follow.FollowedId).ToListAsync(cancellation);
            if (followed.Contains(memberId))
                return default(Done);
            if (followed.Count >= Most)
                return new Refusal("You can follow at most {0} members. Unfollow someone first.", null, Most);
            scope.Db.MemberFollows.Add(new MemberFollow { FollowerId = actor.MemberId!.Value, FollowedId = memberId, Since = scope.Now });
            member.FollowerCount++;
            await scope.Db.SaveChangesAsync(cancellation);
            scope.Raise(new ProfileChanged(memberId));
            await scope.RaiseFactAsync(new MemberFollowed(actor, memberId), cancellation);
            return default(Done);
        },
        cancellation);

    /// <summary>Unfollows a member. Idempotent.</summary>
    public Task<Outcome<Done>> UnfollowAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                await EndAsync(scope, id, memberId, cancellation);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Removes the follow in the transaction of an act.</summary>
    internal static async Task EndAsync(WriteScope scope, int followerId, int followedId, CancellationToken cancellation)
    {
        var ended = await scope.Db.MemberFollows.Where(follow => follow.FollowerId == followerId && follow.FollowedId == followedId)
            .ExecuteDeleteAsync(cancellation);
        if (ended > 0)
        {
            await scope.Db.Users.Where(member => member.Id == followedId)
                .ExecuteUpdateAsync(set => set.SetProperty(member => member.FollowerCount, member => member.FollowerCount - 1), cancellation);
            scope.Raise(new ProfileChanged(followedId));
        }
    }
}

/// <summary>A member started to follow another.</summary>
public sealed record MemberFollowed(Actor Follower, int MemberId);
