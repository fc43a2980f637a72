using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts.Reactions;

/// <summary>
/// Reads a member's own reactions to the posts of a page, which are rendered once for everyone. Cached until the thread
/// changes.
/// </summary>
public sealed class OwnReactions(IDbContextFactory<ForumDb> databases, ChangeCounters changes) : IDisposable
{
    private const int MaxPages = 20_000;

    private readonly ViewCache<(int MemberId, long First, int Count), Found> _found = new(changes, MaxPages);

    /// <summary>A member's own reactions. Empty, and without a query, for a guest and where nobody has reacted.</summary>
    /// <param name="threadId">The thread; the caller has checked access to it.</param>
    /// <param name="postIds">The posts that have any reactions, in order.</param>
    public async ValueTask<ImmutableArray<(long PostId, ReactionKind Kind)>> FindAsync(
        Viewer viewer, int threadId, IReadOnlyList<long> postIds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(postIds);
        if (viewer.MemberId is not { } memberId || postIds.Count == 0)
            return [];
        var found = await _found.FindAsync(
            LiveChannel.Thread(threadId), (memberId, postIds[0], postIds.Count), async () => new Found(await ReadAsync(memberId, postIds)), cancellation);
        return found?.Reactions ?? [];
    }

    /// <inheritdoc />
    public void Dispose() => _found.Dispose();

    private async Task<ImmutableArray<(long, ReactionKind)>> ReadAsync(int memberId, IReadOnlyList<long> postIds)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.PostReactions.Where(reaction => reaction.MemberId == memberId && postIds.Contains(reaction.PostId))
            .Select(reaction => new { reaction.PostId, reaction.Kind }).ToListAsync();
        return [.. rows.Select(static row => (row.PostId, row.Kind))];
    }

    private sealed record Found(ImmutableArray<(long PostId, ReactionKind Kind)> Reactions);
}
