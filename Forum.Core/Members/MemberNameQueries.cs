using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members;

/// <summary>Looks up members by name. Names are public.</summary>
public sealed class MemberNameQueries(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The maximum number of mentions per text that become links; more isn't a conversation.</summary>
    public const int MaxMentions = 50;

    private static readonly IReadOnlyDictionary<string, KnownMember> None = new Dictionary<string, KnownMember>();

    /// <summary>Finds which of these names belong to a member, currently or formerly; former names stay reserved.</summary>
    /// <param name="names">Names as typed. Only the first <see cref="MaxMentions"/> are looked up, each with the
    /// shorter names that may be meant.</param>
    /// <param name="authorId">The author, so that members who blocked them are left out; null for none.</param>
    /// <returns>The member for each name found, keyed by the name as typed. Keys ignore case.</returns>
    public Task<IReadOnlyDictionary<string, KnownMember>> ExistingAsync(
        IReadOnlyList<string> names, int? authorId, CancellationToken cancellation = default) => MeantAsync(names, authorId, null, cancellation);

    /// <summary>As above, for a text rendered before: names in the earlier rendering keep their meaning.</summary>
    internal async Task<IReadOnlyDictionary<string, KnownMember>> MeantAsync(
        IReadOnlyList<string> names, int? authorId, EarlierMentions? earlier, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            return None;

        var written = names.Take(MaxMentions).SelectMany(MentionEnds.Names).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(static name => new WrittenName(name, MemberNames.Canonical(name).ToUpperInvariant())).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var holders = await HoldersAsync(db, [.. written.Select(static name => name.Normalized).Distinct()], authorId, earlier, cancellation);
        var existing = new Dictionary<string, KnownMember>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in written)
        {
            if (holders.Meant(name, earlier) is { } member)
                existing[name.Name] = member;
        }

        return existing;
    }

    private static async Task<NameHolders> HoldersAsync(
        ForumDb db, List<string> normalized, int? authorId, EarlierMentions? earlier, CancellationToken cancellation)
    {
        var former = await db.FormerNames.Where(former => normalized.Contains(former.NormalizedName))
            .ToDictionaryAsync(former => former.NormalizedName, former => former.MemberId, StringComparer.Ordinal, cancellation);
        var holders = await RowsAsync(db, db.Users.Where(member => normalized.Contains(member.NormalizedUserName!)), authorId, cancellation);
        var others = former.Values.Concat(earlier?.MemberIds ?? []).Except(holders.Select(static holder => holder.Id)).ToList();
        if (others.Count > 0)
            holders.AddRange(await RowsAsync(db, db.Users.Where(member => others.Contains(member.Id) && member.DeletedAt == null), authorId, cancellation));
        return new NameHolders(holders, former);
    }

    private static Task<List<NameHolder>> RowsAsync(ForumDb db, IQueryable<Member> members, int? authorId, CancellationToken cancellation) => members
        .Select(member => new NameHolder(
            member.Id,
            member.UserName!,
            member.NormalizedUserName!,
            member.JoinedAt,
            member.NameChangedAt,
            db.FormerNames.Any(former => former.MemberId == member.Id),
            db.MemberBlocks.Any(block => block.MemberId == member.Id && block.BlockedId == authorId)))
        .ToListAsync(cancellation);

    /// <summary>Names that start with a prefix, to complete a mention.</summary>
    /// <param name="prefix">The text typed after the @; an empty prefix finds nothing.</param>
    /// <param name="count">The maximum number of names.</param>
    public async Task<IReadOnlyList<string>> StartingWithAsync(string prefix, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length is 0 or > MemberNames.MaxLength)
            return [];

        // A range on the index of normalized names; LIKE would scan them all.
        var from = MemberNames.Canonical(prefix).ToUpperInvariant();
        var to = from + '\uFFFF';
        await using var db = await databases.CreateDbContextAsync(cancellation);
#pragma warning disable CA1309 // Compared by the database, which compares bytes.
        return await db.Users
            .Where(member => string.Compare(member.NormalizedUserName, from) >= 0
                && string.Compare(member.NormalizedUserName, to) < 0
                && member.LockedAt == null)
            .OrderBy(member => member.NormalizedUserName)
            .Take(count)
            .Select(member => member.UserName!)
            .ToListAsync(cancellation);
#pragma warning restore CA1309
    }

    /// <summary>The maximum number of accounts considered for an address that no one has confirmed.</summary>
    internal const int MaxOwners = 5;

    /// <summary>
    /// The members who may sign in with an address: the one who confirmed it, or else everyone who claims it, oldest
    /// first. For sign-in only: never disclose the result.
    /// </summary>
    /// <param name="email">The address; case-insensitive.</param>
    public async Task<IReadOnlyList<int>> OwnersOfAddressAsync(string email, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        var normalized = Mailboxes.Key(email);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var owners = await db.Users.Where(member => member.NormalizedEmail == normalized)
            .OrderByDescending(member => member.EmailConfirmed).ThenBy(member => member.Id)
            .Take(MaxOwners)
            .Select(member => new { member.Id, member.EmailConfirmed })
            .ToListAsync(cancellation);
        return [.. owners.Take(owners is [{ EmailConfirmed: true }, ..] ? 1 : MaxOwners).Select(owner => owner.Id)];
    }

    /// <summary>The current name of the member who formerly had this name; null if there is none.</summary>
    /// <param name="name">The former name; case-insensitive.</param>
    public async Task<string?> SuccessorAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var normalized = MemberNames.Canonical(name).ToUpperInvariant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.FormerNames.Where(former => former.NormalizedName == normalized)
            .Select(former => db.Users.Where(member => member.Id == former.MemberId).Select(member => member.UserName).FirstOrDefault())
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>A member's public data; null if no one has this name.</summary>
    /// <param name="name">The name; case-insensitive.</param>
    public async Task<MemberProfile?> ProfileAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var normalized = MemberNames.Canonical(name).ToUpperInvariant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Users
            .Where(member => member.NormalizedUserName == normalized)
            .Select(member => new MemberProfile(member.Id, member.UserName!, member.Role, member.JoinedAt, member.PostCount, member.LockedAt != null, member.LastSeenAt, member.HidesLastSeen)
            {
                DisplayName = member.LockedAt == null ? member.DisplayName : "",
                AvatarVersion = member.LockedAt == null ? member.AvatarVersion : null,
                ThreadCount = member.ThreadCount,
                ReactionCount = member.ReactionCount,
                FollowerCount = member.FollowerCount,
            })
            .FirstOrDefaultAsync(cancellation);
    }
}

/// <summary>A member's public data.</summary>
/// <param name="PostCount">The number of posts that guests can read.</param>
/// <param name="LastSeenAt">When the member was last seen; null if unknown.</param>
/// <param name="HidesLastSeen">Whether only the member and administrators can see that time:
/// <see cref="LastSeenBy"/>.</param>
public sealed record MemberProfile(
    int Id, string Name, Role Role, DateTimeOffset JoinedAt, int PostCount, bool IsLocked, DateTimeOffset? LastSeenAt, bool HidesLastSeen)
{
    /// <summary>The display name; empty for none.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The version of the current avatar; null for initials.</summary>
    public string? AvatarVersion { get; init; }

    /// <summary>The number of threads that guests can read.</summary>
    public int ThreadCount { get; init; }

    /// <summary>The number of reactions by others to the member's posts that guests can read.</summary>
    public int ReactionCount { get; init; }

    /// <summary>The number of followers.</summary>
    public int FollowerCount { get; init; }

    /// <summary>When the member was last seen; null if this viewer can't see that.</summary>
    public DateTimeOffset? LastSeenBy(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return HidesLastSeen && !viewer.Is(Id) && !viewer.IsAdministrator ? null : LastSeenAt;
    }
}
