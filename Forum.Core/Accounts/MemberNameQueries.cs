using Forum.Core.Data;
using Forum.Core.Posts.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>Finds members by their names, which are public.</summary>
public sealed class MemberNameQueries(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The most mentions of one text that become links; more is not a conversation.</summary>
    public const int MaxMentions = 50;

    private static readonly IReadOnlyDictionary<string, KnownMember> None = new Dictionary<string, KnownMember>();

    /// <summary>Which of these names members have, or had before: nobody else can take such a name.</summary>
    /// <param name="names">Names as somebody typed them; only the first <see cref="MaxMentions"/> are looked up, each with the shorter names that may be meant.</param>
    /// <param name="authorId">Who typed them, so that those who have blocked them are left out; null for nobody.</param>
    /// <returns>For each that exists, as it was typed, its member. Keys ignore case.</returns>
    public Task<IReadOnlyDictionary<string, KnownMember>> ExistingAsync(
        IReadOnlyList<string> names, int? authorId, CancellationToken cancellation = default) => MeantAsync(names, authorId, null, cancellation);

    /// <summary>As above, for a text that was rendered before: names that it had then mean whom they meant.</summary>
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

    /// <summary>Names that begin with what was typed, for completing a mention.</summary>
    /// <param name="prefix">What was typed after the @; nothing is found for an empty one.</param>
    /// <param name="count">How many at the most.</param>
    public async Task<IReadOnlyList<string>> StartingWithAsync(string prefix, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length is 0 or > MemberNames.MaxLength)
            return [];

        // A range on the index of normalised names; a pattern would read them all.
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

    /// <summary>The most accounts of one address that are looked at, as long as nobody has confirmed it.</summary>
    internal const int MaxOwners = 5;

    /// <summary>
    /// The members who may sign in with an address: whoever has confirmed it, or else those who say that it is theirs, the first first.
    /// For signing in alone: nobody may be told.
    /// </summary>
    /// <param name="email">The address, in any case.</param>
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

    /// <summary>The name that a member has now who had this one before; null when nobody had.</summary>
    /// <param name="name">The name of before, in any case.</param>
    public async Task<string?> SuccessorAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var normalized = MemberNames.Canonical(name).ToUpperInvariant();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.FormerNames.Where(former => former.NormalizedName == normalized)
            .Select(former => db.Users.Where(member => member.Id == former.MemberId).Select(member => member.UserName).FirstOrDefault())
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>What everybody may know of a member; null when there is none of this name.</summary>
    /// <param name="name">The name, in any case.</param>
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

/// <summary>What everybody may know of a member.</summary>
/// <param name="Role">What the member is to the forum.</param>
/// <param name="JoinedAt">When the account was made.</param>
/// <param name="PostCount">Posts that guests can read.</param>
/// <param name="IsLocked">Whether the staff has locked the account.</param>
/// <param name="LastSeenAt">When the member was here last; null when that is not known.</param>
/// <param name="HidesLastSeen">Whether only the member and administrators are told that: <see cref="LastSeenBy"/>.</param>
public sealed record MemberProfile(
    int Id, string Name, Role Role, DateTimeOffset JoinedAt, int PostCount, bool IsLocked, DateTimeOffset? LastSeenAt, bool HidesLastSeen)
{
    /// <summary>What the member is called beside the name; empty for nothing.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Which of the member's pictures is the one of now; null for initials.</summary>
    public string? AvatarVersion { get; init; }

    /// <summary>Threads that guests can read.</summary>
    public int ThreadCount { get; init; }

    /// <summary>How often others have reacted to posts of the member that guests can read.</summary>
    public int ReactionCount { get; init; }

    /// <summary>How many members follow this one.</summary>
    public int FollowerCount { get; init; }

    /// <summary>When the member was here last, as far as this viewer is told.</summary>
    public DateTimeOffset? LastSeenBy(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return HidesLastSeen && !viewer.Is(Id) && !viewer.IsAdministrator ? null : LastSeenAt;
    }
}
