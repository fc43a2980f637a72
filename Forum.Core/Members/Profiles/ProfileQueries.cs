using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Forum.Core.Text;
using Forum.Core.Threads;


namespace Forum.Core.Members.Profiles;

/// <summary>A profile as every viewer of a role sees it; nothing in it depends on the individual viewer.</summary>
/// <param name="Followers">Up to <see cref="ProfileQueries.FollowersShown"/> followers.</param>
/// <param name="Threads">The newest threads, up to <see cref="ProfileQueries.ThreadsShown"/>.</param>
/// <param name="Posts">The newest posts, up to <see cref="ProfileQueries.PostsShown"/>.</param>
public sealed record ProfileView(
    MemberProfile Member, AboutView About, IReadOnlyList<Acquaintance> Followers, IReadOnlyList<AuthoredThread> Threads, IReadOnlyList<AuthoredPost> Posts);

/// <summary>Reads profiles once for all viewers who see the same, and caches them until they change.</summary>
public sealed class ProfileQueries(
    MemberNameQueries members, ProfileReader about, RelationQueries acquaintances, ThreadQueries threads, PostQueries posts, ChangeCounters changes) : IDisposable
{
    /// <summary>The maximum number of posts listed on a profile.</summary>
    public const int PostsShown = 10;

    /// <summary>The maximum number of threads listed on a profile.</summary>
    public const int ThreadsShown = 5;

    /// <summary>The maximum number of followers named on a profile; the others are only counted.</summary>
    public const int FollowersShown = 12;

    private const int MaxNames = 10_000;
    private const int MaxRelations = 10_000;

    // In characters, of the posts and the parts rendered from them.
    private const long MaxText = 8_000_000;
    private const long TextAround = 8_000;

    private readonly ViewCache<string, Found> _names = new(changes, MaxNames);
    private readonly ViewCache<(Role Role, long Others), ProfileView> _profiles = new(changes, MaxText, static view => TextAround + (2L * view.Posts.Sum(static post => post.Html.Length)));
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
            await members.ProfileAsync(name, cancellation) is { } member ? new Found(member.Id) : null);
        return found?.Id;
    }

    /// <summary>A profile by member name; null if no one has the name.</summary>
    /// <param name="viewer">The viewer: only what they may read is listed.</param>
    /// <param name="name">The name; case-insensitive.</param>
    public async ValueTask<ProfileView?> FindAsync(Viewer viewer, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (await IdAsync(name, cancellation) is not { } id)
            return null;

        // Threads and posts depend on the role only.
        return await _profiles.FindAsync(LiveChannel.Profile(id), (viewer.Role, changes.Of(LiveChannel.Profiles)), () => ReadAsync(viewer, name, cancellation));
    }

    /// <summary>The viewer's relation to another member; strangers for a guest.</summary>
    public async ValueTask<Relation> RelationAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id)
            return Relation.Strangers;
        var kept = await _relations.FindAsync(LiveChannel.Profile(memberId), id, async () => await acquaintances.WithAsync(viewer, memberId, cancellation));

        // Blocks come with the viewer, who is reloaded when a block is added or removed.
        return kept! with { HasBlocked = viewer.Choices.Blocked.Contains(memberId) };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _names.Dispose();
        _profiles.Dispose();
        _relations.Dispose();
    }

    private async Task<ProfileView?> ReadAsync(Viewer viewer, string name, CancellationToken cancellation)
    {
        if (await members.ProfileAsync(name, cancellation) is not { } member)
            return null;
        return new ProfileView(
            member,
            await about.FindAsync(member.Id, cancellation),
            await acquaintances.FollowersAsync(member.Id, FollowersShown, cancellation),
            await threads.NewestByAsync(viewer, member.Id, ThreadsShown, cancellation),
            await posts.NewestByAsync(viewer, member.Id, PostsShown, cancellation));
    }

    private sealed record Found(int Id);
}
