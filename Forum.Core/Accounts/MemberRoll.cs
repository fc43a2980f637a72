using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>A member as administrators see them.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
/// <param name="Role">What the member is to the forum.</param>
/// <param name="JoinedAt">When the account was made.</param>
/// <param name="PostCount">Posts that are not removed.</param>
/// <param name="IsLocked">Whether the staff has locked the account.</param>
public sealed record RollEntry(int Id, string Name, string? Email, Role Role, DateTimeOffset JoinedAt, int PostCount, bool IsLocked);

/// <summary>The list of members for administrators, addresses included.</summary>
/// <param name="databases">Where from.</param>
public sealed class MemberRoll(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The longest text that is searched for, in characters.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>How many of those who wait are shown at once.</summary>
    public const int MostWaiting = 50;

    /// <summary>Who waits to be let in, the longest waiting first; nobody for whoever is not an administrator.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Up to <see cref="MostWaiting"/> of them.</returns>
    public async Task<IReadOnlyList<RollEntry>> WaitingAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // In the order of the index, which has only those who wait: by the key alone all members would be read.
        return await Entries(db.Users.Where(member => member.AwaitsApproval && member.LockedAt == null)
            .OrderBy(member => member.AwaitsApproval).ThenBy(member => member.Id).Take(MostWaiting))
            .ToListAsync(cancellation);
    }

    /// <summary>A page of the members in the order of their joining, newest first; nothing for whoever is not an administrator.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="search">A part of the name or the address; empty finds all. Cut at <see cref="MaxSearchLength"/>.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The page, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<RollEntry> Page, int Total)> PageAsync(
        Viewer viewer, string? search, int skip, int take, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return ([], 0);

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var members = db.Users.AsNoTracking().Where(member => member.DeletedAt == null);
        int total;
        if (search?.Trim() is { Length: > 0 } text)
        {
            var part = ShownText.Beginning(text, MaxSearchLength).ToUpperInvariant();
            members = members.Where(member => member.NormalizedUserName!.Contains(part) || member.NormalizedEmail!.Contains(part));
            total = await members.CountAsync(cancellation);
        }
        else
        {
            total = await db.State.Select(state => state.MemberCount).FirstOrDefaultAsync(cancellation);
        }

        var page = await Entries(members.OrderByDescending(member => member.Id).Skip(skip).Take(take)).ToListAsync(cancellation);
        return (page, total);
    }

    private static IQueryable<RollEntry> Entries(IQueryable<Member> members) => members.Select(member => new RollEntry(
        member.Id, member.UserName!, member.Email, member.Role, member.JoinedAt, member.PostCount, member.LockedAt != null));
}
