using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>
/// A member ignores a board: it's collapsed at the end of the home page, and nothing in it counts as unread.
/// </summary>
public sealed class IgnoredBoard
{
    /// <summary>The member.</summary>
    public required int MemberId { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }
}

internal sealed class IgnoredBoardMapping()
    : PairMapping<IgnoredBoard, Member, Board>("IgnoredBoards", nameof(IgnoredBoard.MemberId), nameof(IgnoredBoard.BoardId));

/// <summary>Ignores boards.</summary>
[SafeBesideOthers("the key of the ignored board")]
public sealed class IgnoreBoard(ForumWriter writer)
{
    /// <summary>Ignores a board, or stops ignoring it. Idempotent.</summary>
    /// <param name="viewer">The member. Allowed even if the account is on hold.</param>
    /// <param name="boardId">The board; refused if the viewer can't see it.</param>
    /// <returns>The board's slug.</returns>
    public Task<Outcome<string>> RunAsync(Viewer viewer, int boardId, bool isIgnored, CancellationToken cancellation = default) =>
        writer.WriteAsMemberAsync<string>(
            viewer,
            async (scope, actor, id) =>
            {
                if (await BoardQueries.FindAsync(scope.Db, actor, boardId) is not { } board)
                    return Refusal.NotFound;
                await scope.Db.IgnoredBoards.Where(ignored => ignored.MemberId == id && ignored.BoardId == boardId).ExecuteDeleteAsync(cancellation);
                if (isIgnored)
                    scope.Db.IgnoredBoards.Add(new IgnoredBoard { MemberId = id, BoardId = boardId });
                await scope.Db.SaveChangesAsync(cancellation);
                scope.Raise(new MemberPreferencesChanged(id));
                return board.Slug;
            },
            cancellation);
}
