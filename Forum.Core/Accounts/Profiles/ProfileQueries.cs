using Forum.Core.Accounts.Relations;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Threads;

namespace Forum.Core.Accounts.Profiles;

/// <summary>A profile as everybody of a role sees it; nothing in it depends on who looks.</summary>
/// <param name="About">What they say of themselves.</param>
/// <param name="Followers">Up to <see cref="ProfileQueries.FollowersShown"/> of those who follow them.</param>
/// <param name="Threads">Their newest threads, up to <see cref="ProfileQueries.ThreadsShown"/>.</param>
/// <param name="Posts">Their newest posts, up to <see cref="ProfileQueries.PostsShown"/>.</param>
public sealed record ProfileView(
    MemberProfile Member, AboutView About, IReadOnlyList<Acquaintance> Followers, IReadOnlyList<AuthoredThread> Threads, IReadOnlyList<AuthoredPost> Posts);

/// <summary>Reads profiles, once for all who may see the same, and keeps them until they change.</summary>
/// <param name="members">Finds the member.</param>
/// <param name="about">Knows what they say of themselves.</param>
/// <param name="acquaintances">Knows who follows whom.</param>
/// <param name="threads">Knows their threads.</param>
/// <param name="posts">Knows their posts.</param>
public sealed class ProfileQueries(
    MemberNameQueries members, ProfileReader about, RelationQueries acquaintances, ThreadQueries threads, PostQueries posts, ChangeCounters changes) : IDisposable
{
    /// <summary>How many posts a profile lists at most.</summary>
    public const int PostsShown = 10;

    /// <summary>How many threads a profile lists at most.</summary>
    public const int ThreadsShown = 5;

    /// <summary>How many followers a profile names at most; the others are counted.</summary>
    public const int FollowersShown = 12;

    private const int MaxNames = 10_000;
    private const int MaxRelations = 10_000;

    // In characters, of the posts and of what is drawn of them.
    private const long MaxText = 8_000_000;
    private const long TextAround = 8_000;

    private readonly ViewCache<string, Found> _names = new(changes, MaxNames);
    private readonly ViewCache<(Role Role, long Others), ProfileView> _profiles = new(changes, MaxText, static view => TextAround + (2L * view.Posts.Sum(static post => post.Html.Length)));
    private readonly ViewCache<int, Relation> _relations = new(changes, MaxRelations);

    /// <summary>A member's key by the name; null when nobody has it. Names that nobody has aren't kept.</summary>
    /// <param name="name">The name, in any case.</param>
    public async ValueTask<int?> IdAsync(string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);

        // Longer ones nobody has, and as keys they would only take memory.
        if (name.Length > MemberNames.MaxLength * 2)
            return null;
        var found = await _names.FindAsync(LiveChannel.Members, MemberNames.Canonical(name).ToUpperInvariant(), async () =>
            await members.ProfileAsync(name, cancellation) is { } member ? new Found(member.Id) : null);
        return found?.Id;
    }

    /// <summary>A profile by its member's name; null when nobody has it.</summary>
    /// <param name="viewer">Who looks: only what they may read is listed.</param>
    /// <param name="name">The name, in any case.</param>
    public async ValueTask<ProfileView?> FindAsync(Viewer viewer, string name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (await IdAsync(name, cancellation) is not { } id)
            return null;

        // Threads and posts are chosen by role alone.
        return await _profiles.FindAsync(LiveChannel.Profile(id), (viewer.Role, changes.Of(LiveChannel.Profiles)), () => ReadAsync(viewer, name, cancellation));
    }

    /// <summary>How the viewer stands to another member; strangers for a guest.</summary>
    /// <param name="memberId">The other.</param>
    public async ValueTask<Relation> RelationAsync(Viewer viewer, int memberId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id)
            return Relation.Strangers;
        var kept = await _relations.FindAsync(LiveChannel.Profile(memberId), id, async () => await acquaintances.WithAsync(viewer, memberId, cancellation));

        // Blocks come with the viewer, who is read again when one is made or ends.
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
