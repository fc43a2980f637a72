using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;

namespace Forum.Core.Posts;

/// <summary>A page of a member's posts, newest first, as everyone with the same role sees it.</summary>
/// <param name="OnlyReplies">Whether the posts that open a thread are left out.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Posts">Up to <see cref="AuthoredQueries.PageSize"/> posts.</param>
/// <param name="HasMore">Whether there's another page.</param>
public sealed record AuthoredView(string AuthorName, bool OnlyReplies, int Page, IReadOnlyList<AuthoredPost> Posts, bool HasMore);

/// <summary>Reads what members have written for their profiles, and caches it until it changes.</summary>
public sealed class AuthoredQueries(PostQueries posts, ChangeCounters changes) : IDisposable
{
    /// <summary>The number of posts on a page.</summary>
    public const int PageSize = 20;

    /// <summary>The number of pages: the search finds what is older.</summary>
    public const int MaxPages = 50;

    private const int MaxViews = 1_000;

    // Posts depend on the role only.
    private readonly ViewCache<(Role Role, bool OnlyReplies, int Page, long Others), AuthoredView> _views = new(changes, MaxViews);

    /// <summary>A page of a member's posts that the viewer may read.</summary>
    /// <param name="onlyReplies">Whether the posts that open a thread are left out.</param>
    /// <param name="page">The page, from 1 to <see cref="MaxPages"/>.</param>
    public async ValueTask<AuthoredView> OfAsync(
        Viewer viewer, MemberProfile author, bool onlyReplies = false, int page = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(author);
        page = Math.Clamp(page, 1, MaxPages);
        var key = (viewer.Role, onlyReplies, page, changes.Of(LiveChannel.Profiles));
        var found = await _views.FindAsync(LiveChannel.Profile(author.Id), key, async () =>
        {
            var read = await posts.NewestByAsync(viewer, author.Id, onlyReplies, (page - 1) * PageSize, PageSize + 1);
            return new AuthoredView(author.Name, onlyReplies, page, [.. read.Take(PageSize)], read.Count > PageSize && page < MaxPages);
        }, cancellation);
        return found!;
    }

    /// <inheritdoc />
    public void Dispose() => _views.Dispose();
}
