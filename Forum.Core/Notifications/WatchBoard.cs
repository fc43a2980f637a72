using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>Watches a board for new threads, or stops.</summary>
[SafeBesideOthers("the key of the watch")]
public sealed class WatchBoard(ForumWriter writer)
{
    /// <summary>Watches it, or stops. Idempotent.</summary>
    /// <param name="viewer">The member. Members awaiting confirmation or approval may watch too, and are notified once
    /// they're approved; a locked member may not.</param>
    /// <param name="boardId">The board; refused if the viewer can't see it.</param>
    /// <returns>The board's slug.</returns>
    public Task<Outcome<string>> RunAsync(Viewer viewer, int boardId, bool isWatched, CancellationToken cancellation = default) =>
        writer.WatchAsync(
            viewer,
            async (db, actor) => (await BoardQueries.FindAsync(db, actor, boardId))?.Slug,
            async (scope, id) =>
            {
                var watch = await scope.Db.BoardWatches.FirstOrDefaultAsync(watch => watch.MemberId == id && watch.BoardId == boardId, cancellation);
                if (isWatched && watch is null)
                    scope.Db.BoardWatches.Add(new BoardWatch { MemberId = id, BoardId = boardId, Since = scope.Now });
                if (!isWatched && watch is not null)
                    scope.Db.BoardWatches.Remove(watch);
            },
            cancellation);
}
