using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Relations;

/// <summary>A member in a list.</summary>
/// <param name="DisplayName">The display name; empty for none.</param>
/// <param name="AvatarVersion">The version of the current avatar; null for initials.</param>
public sealed record Acquaintance(int Id, string Name, string DisplayName, string? AvatarVersion);

/// <summary>The viewer's relation to another member.</summary>
public sealed record Relation(bool Follows, bool HasBlocked)
{
    /// <summary>Doesn't follow and hasn't blocked the other.</summary>
    public static readonly Relation Strangers = new(false, false);
}

/// <summary>Reads who follows and who blocks whom.</summary>
public sealed class RelationQueries(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The viewer's relation to another member; strangers for a guest.</summary>
    public async Task<Relation> WithAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id || id == memberId)
            return Relation.Strangers;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return new Relation(
            await db.MemberFollows.AnyAsync(follow => follow.FollowerId == id && follow.FollowedId == memberId, cancellation),
            viewer.Blocked.Contains(memberId));
    }

    /// <summary>The members that the viewer follows, by name; empty for a guest.</summary>
    /// <returns>Up to <see cref="FollowMember.Most"/> members.</returns>
    public async Task<IReadOnlyList<Acquaintance>> FollowedAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await ByNameAsync(db.MemberFollows.Where(follow => follow.FollowerId == viewer.MemberId)
            .Join(db.Users, follow => follow.FollowedId, member => member.Id, (follow, member) => member), cancellation);
    }

    /// <summary>The members that the viewer has blocked, by name; empty for a guest.</summary>
    /// <returns>Up to <see cref="BlockMember.Most"/> members.</returns>
    public async Task<IReadOnlyList<Acquaintance>> BlockedAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await ByNameAsync(db.MemberBlocks.Where(block => block.MemberId == viewer.MemberId)
            .Join(db.Users, block => block.BlockedId, member => member.Id, (block, member) => member), cancellation);
    }

    /// <summary>Some of a member's followers, in join order. Public.</summary>
    /// <param name="count">The maximum number of followers.</param>
    public async Task<IReadOnlyList<Acquaintance>> FollowersAsync(int memberId, int count, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.MemberFollows.Where(follow => follow.FollowedId == memberId).OrderBy(follow => follow.FollowerId)
            .Join(db.Users, follow => follow.FollowerId, member => member.Id, (follow, member) => member)
            .Select(member => new Acquaintance(member.Id, member.UserName!, member.DisplayName, member.AvatarVersion))
            .Take(count)
            .ToListAsync(cancellation);
    }

    /// <summary>
    /// Why the viewer can't send a private message to a member; null if they can. Staff always can, and anyone can
    /// message staff; no one can message a member who has blocked them.
    /// </summary>
    /// <param name="viewer">The sender.</param>
    /// <param name="memberId">The recipient.</param>
    public async Task<Refusal?> RefusalToMessageAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsMember)
            return viewer.RefusalToAct ?? Refusal.SignInFirst;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var member = await db.Users.Where(member => member.Id == memberId && member.DeletedAt == null)
            .Select(member => new
            {
                member.MessagesFrom,
                member.Role,
                Follows = db.MemberFollows.Any(follow => follow.FollowerId == member.Id && follow.FollowedId == viewer.MemberId),
                HasBlocked = db.MemberBlocks.Any(block => block.MemberId == member.Id && block.BlockedId == viewer.MemberId),
            })
            .FirstOrDefaultAsync(cancellation);
        if (member is null || viewer.Is(memberId))
            return Refusal.NotFound;
        var isOpen = viewer.IsModerator || (!member.HasBlocked && member.MessagesFrom switch
        {
            MessageSenders.Everybody => true,
            MessageSenders.Followed => member.Follows,
            _ => false,
        });
        return isOpen ? null : new Refusal("This member doesn't accept messages from you.");
    }

    private static async Task<IReadOnlyList<Acquaintance>> ByNameAsync(IQueryable<Member> members, CancellationToken cancellation)
    {
        var found = await members.Select(member => new Acquaintance(member.Id, member.UserName!, member.DisplayName, member.AvatarVersion)).ToListAsync(cancellation);
        return [.. found.OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)];
    }
}
