using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>A member as administrators see them.</summary>
/// <param name="Role">What the member is to the forum.</param>
/// <param name="JoinedAt">When the account was made.</param>
/// <param name="PostCount">Posts that guests can read.</param>
/// <param name="IsLocked">Whether the staff has locked the account.</param>
public sealed record MemberListItem(int Id, string Name, string? Email, Role Role, DateTimeOffset JoinedAt, int PostCount, bool IsLocked);

/// <summary>What the list of members is ordered by.</summary>
public enum RollOrder
{
    /// <summary>When they joined.</summary>
    Joined,

    /// <summary>Their name, as it is compared.</summary>
    Name,
}

/// <summary>Which members are asked for, and in which order.</summary>
/// <param name="Search">A part of the name or the address; empty finds all. Cut at <see cref="MemberList.MaxSearchLength"/>.</param>
/// <param name="Role">Only those who are this; null finds all.</param>
/// <param name="Order">What they are ordered by.</param>
/// <param name="IsDescending">Whether the newest or the last name comes first.</param>
public sealed record RollQuestion(string? Search = null, Role? Role = null, RollOrder Order = RollOrder.Joined, bool IsDescending = true);

/// <summary>The list of members for administrators, addresses included.</summary>
public sealed class MemberList(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The longest text that is searched for, in characters.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>How many of those who wait are shown at once.</summary>
    public const int MaxWaiting = 50;

    /// <summary>Who waits to be let in, the longest waiting first; nobody for whoever is not an administrator.</summary>
    /// <returns>Up to <see cref="MaxWaiting"/> of them.</returns>
    public async Task<IReadOnlyList<MemberListItem>> WaitingAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // In the order of the index, which has only those who wait: by the key alone all members would be read.
        return await Entries(db.Users.Where(member => member.AwaitsApproval && member.LockedAt == null)
            .OrderBy(member => member.AwaitsApproval).ThenBy(member => member.Id).Take(MaxWaiting))
            .ToListAsync(cancellation);
    }

    /// <summary>A page of the members; nothing for whoever is not an administrator.</summary>
    /// <param name="asked">Which members, and in which order.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many at most.</param>
    /// <returns>The page, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<MemberListItem> Page, int Total)> PageAsync(
        Viewer viewer, RollQuestion asked, int skip, int take, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(asked);
        if (!viewer.IsAdministrator)
            return ([], 0);

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var members = Found(db.Users.AsNoTracking().Where(member => member.DeletedAt == null), asked);
        var total = string.IsNullOrWhiteSpace(asked.Search) && asked.Role is null
            ? await db.State.Select(state => state.MemberCount).FirstOrDefaultAsync(cancellation)
            : await members.CountAsync(cancellation);
        var page = await Entries(Ordered(members, asked).Skip(skip).Take(take)).ToListAsync(cancellation);
        return (page, total);
    }

    private static IQueryable<Member> Found(IQueryable<Member> members, RollQuestion asked)
    {
        if (asked.Role is { } role)
            members = members.Where(member => member.Role == role);
        if (asked.Search?.Trim() is not { Length: > 0 } text)
            return members;
        var part = ShownText.Beginning(text, MaxSearchLength).ToUpperInvariant();

        // A part of a name, of what stands before the @, or of a domain, whose key is spelled in ASCII.
        var domain = Mailboxes.Key(part);
        return members.Where(member => member.NormalizedUserName!.Contains(part) || member.NormalizedEmail!.Contains(part) || member.NormalizedEmail!.Contains(domain));
    }

    // Keys are given out in the order of joining.
    private static IQueryable<Member> Ordered(IQueryable<Member> members, RollQuestion asked) => (asked.Order, asked.IsDescending) switch
    {
        (RollOrder.Name, true) => members.OrderByDescending(member => member.NormalizedUserName),
        (RollOrder.Name, false) => members.OrderBy(member => member.NormalizedUserName),
        (_, true) => members.OrderByDescending(member => member.Id),
        (_, false) => members.OrderBy(member => member.Id),
    };

    private static IQueryable<MemberListItem> Entries(IQueryable<Member> members) => members.Select(member => new MemberListItem(
        member.Id, member.UserName!, member.Email, member.Role, member.JoinedAt, member.PostCount, member.LockedAt != null));
}
