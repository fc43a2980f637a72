using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Core.Members.Relations;
using Forum.Core.Text;


namespace Forum.Core.Members.Profiles;

/// <summary>A profile as everyone sees it.</summary>
/// <param name="Followers">Up to <see cref="ProfileQueries.FollowersShown"/> followers.</param>
public sealed record ProfileView(MemberProfile Member, AboutView About, IReadOnlyList<Acquaintance> Followers);

/// <summary>Reads profiles once for all viewers who see the same, and caches them until they change.</summary>
public sealed class ProfileQueries(MemberNameQueries members, ProfileReader about, RelationQueries acquaintances, ChangeCounters changes) : IDisposable
{
    /// <summary>The maximum number of followers named on a profile; the others are only counted.</summary>
    public const int FollowersShown = 12;

    private const int MaxNames = 10_000;
    private const int MaxRelations = 10_000;

    private const int MaxProfiles = 1_000;

    private readonly ViewCache<string, Found> _names = new(changes, MaxNames);
    private readonly ViewCache<long, ProfileView> _profiles = new(changes, MaxProfiles);
    private readonly ViewCache<int, Relation> _relations = new(changes, MaxRelations);

    /// <summary>A member's key by name; null if no one has the name. Names not found aren't cached.</summary>
    /// <param name="name">The name; case-insensitive.</param>
    public async ValueTask<int?> IdAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);

        // No one can have a longer name, and as a cache key it would only waste memory.
        if (name.Length > MemberNames.MaxLength * 2)
            return null;
        var found = await _names.FindAsync(LiveChannel.Members, MemberNames.Canonical(name).ToUpperInvariant(), async () =>
            await members.ProfileAsync(name) is { } member ? new Found(member.Id) : null, cancellation);
        return found?.Id;
    }

    /// <summary>A profile by member name; null if no one has the name.</summary>
    /// <param name="name">The name; case-insensitive.</param>
    public async ValueTask<ProfileView?> FindAsync(string name, CancellationToken cancellation = default)
    {
        if (await IdAsync(name, cancellation) is not { } id)
            return null;

        return await _profiles.FindAsync(LiveChannel.Profile(id), changes.Of(LiveChannel.Profiles), () => ReadAsync(name), cancellation);
    }

    /// <summary>The viewer's relation to another member; strangers for a guest.</summary>
    public async ValueTask<Relation> RelationAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id)
            return Relation.Strangers;
        var kept = await _relations.FindAsync(LiveChannel.Profile(memberId), id, async () => await acquaintances.WithAsync(viewer, memberId), cancellation);

        // Blocks come with the viewer, who is reloaded when a block is added or removed.
        return kept! with { HasBlocked = viewer.Blocked.Contains(memberId) };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _names.Dispose();
        _profiles.Dispose();
        _relations.Dispose();
    }

    private async Task<ProfileView?> ReadAsync(string name)
    {
        if (await members.ProfileAsync(name) is not { } member)
            return null;
        return new ProfileView(
            member,
            await about.FindAsync(member.Id),
            await acquaintances.FollowersAsync(member.Id, FollowersShown));
    }

    private sealed record Found(int Id);
}
