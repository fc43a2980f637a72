using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members;

/// <summary>A member as administrators see them.</summary>
public sealed record MemberListItem(int Id, string Name, string? Email, Role Role, DateTimeOffset JoinedAt, int PostCount, bool IsLocked);

/// <summary>The sort order of the member list.</summary>
public enum MemberSort
{
    /// <summary>By join date.</summary>
    Joined,

    /// <summary>By name, in its normalized form.</summary>
    Name,
}

/// <summary>A query for the member list.</summary>
/// <param name="Search">Part of the name or address; empty for all. Truncated to
/// <see cref="MemberList.MaxSearchLength"/>.</param>
/// <param name="Role">Only members with this role; null for all.</param>
/// <param name="IsDescending">Whether to sort in descending order.</param>
public sealed record MemberSearch(string? Search = null, Role? Role = null, MemberSort Order = MemberSort.Joined, bool IsDescending = true);

/// <summary>The member list for administrators, including addresses.</summary>
public sealed class MemberList(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The maximum length of the search text, in characters.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>The maximum number of members awaiting approval shown at once.</summary>
    public const int MaxWaiting = 50;

    /// <summary>Members awaiting approval, longest wait first; empty if the viewer isn't an administrator.</summary>
    /// <returns>Up to <see cref="MaxWaiting"/> members.</returns>
    public async Task<IReadOnlyList<MemberListItem>> WaitingAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // Ordered like the index, which covers only waiting members: ordering by key alone would scan all members.
        return await Entries(db.Users.Where(member => member.AwaitsApproval && member.LockedAt == null)
            .OrderBy(member => member.AwaitsApproval).ThenBy(member => member.Id).Take(MaxWaiting))
            .ToListAsync(cancellation);
    }

    /// <summary>A page of members; empty if the viewer isn't an administrator.</summary>
    /// <param name="skip">The number of members to skip.</param>
    /// <param name="take">The maximum page size.</param>
    /// <returns>The page and the total count.</returns>
    public async Task<(IReadOnlyList<MemberListItem> Page, int Total)> PageAsync(
        Viewer viewer, MemberSearch asked, int skip, int take, CancellationToken cancellation = default)
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

    private static IQueryable<Member> Found(IQueryable<Member> members, MemberSearch asked)
    {
        if (asked.Role is { } role)
            members = members.Where(member => member.Role == role);
        if (asked.Search?.Trim() is not { Length: > 0 } text)
            return members;
        var part = ShownText.Beginning(text, MaxSearchLength).ToUpperInvariant();

        // Part of a name, of the local part, or of a domain, whose key is in ASCII.
        var domain = Mailboxes.Key(part);
        return members.Where(member => member.NormalizedUserName!.Contains(part) || member.NormalizedEmail!.Contains(part) || member.NormalizedEmail!.Contains(domain));
    }

    // Keys are assigned in join order.
    private static IQueryable<Member> Ordered(IQueryable<Member> members, MemberSearch asked) => (asked.Order, asked.IsDescending) switch
    {
        (MemberSort.Name, true) => members.OrderByDescending(member => member.NormalizedUserName),
        (MemberSort.Name, false) => members.OrderBy(member => member.NormalizedUserName),
        (_, true) => members.OrderByDescending(member => member.Id),
        (_, false) => members.OrderBy(member => member.Id),
    };

    private static IQueryable<MemberListItem> Entries(IQueryable<Member> members) => members.Select(member => new MemberListItem(
        member.Id, member.UserName!, member.Email, member.Role, member.JoinedAt, member.PostCount, member.LockedAt != null));
}
