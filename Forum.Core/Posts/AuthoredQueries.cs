using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Core.Members.Profiles;
using Forum.Core.Threads;

namespace Forum.Core.Posts;

/// <summary>A member's newest content, as everyone with the same role sees it.</summary>
/// <param name="Threads">The newest threads, up to <see cref="AuthoredQueries.ThreadsShown"/>.</param>
/// <param name="Posts">The newest posts, up to <see cref="AuthoredQueries.PostsShown"/>.</param>
public sealed record AuthoredView(string AuthorName, IReadOnlyList<AuthoredThread> Threads, IReadOnlyList<AuthoredPost> Posts);

/// <summary>Reads what members have written for their profiles, and caches it until it changes.</summary>
public sealed class AuthoredQueries(ThreadQueries threads, PostQueries posts, ChangeCounters changes) : IDisposable
{
    /// <summary>The maximum number of posts listed on a profile.</summary>
    public const int PostsShown = 10;

    /// <summary>The maximum number of threads listed on a profile.</summary>
    public const int ThreadsShown = 5;

    // In characters, of the posts and the parts rendered from them.
    private const long MaxText = 8_000_000;
    private const long TextAround = 8_000;

    // Threads and posts depend on the role only.
    private readonly ViewCache<(Role Role, long Others), AuthoredView> _views =
        new(changes, MaxText, static view => TextAround + (2L * view.Posts.Sum(static post => post.Html.Length)));

    /// <summary>A member's newest threads and posts that the viewer may read.</summary>
    public async ValueTask<AuthoredView> OfAsync(Viewer viewer, int authorId, string authorName, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var found = await _views.FindAsync(LiveChannel.Profile(authorId), (viewer.Role, changes.Of(LiveChannel.Profiles)), async () => new AuthoredView(
            authorName,
            await threads.NewestByAsync(viewer, authorId, ThreadsShown),
            await posts.NewestByAsync(viewer, authorId, PostsShown)), cancellation);
        return found!;
    }

    /// <inheritdoc />
    public void Dispose() => _views.Dispose();
}
