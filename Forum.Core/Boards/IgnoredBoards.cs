using System.Collections.Frozen;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>The boards that a viewer ignores.</summary>
public sealed record IgnoredBoards(FrozenSet<int> Ids);

/// <summary>Adds them to the viewer.</summary>
public sealed class IgnoredBoardsPart : IViewerPart
{
    /// <inheritdoc />
    public async Task<object> ReadAsync(ForumDb db, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        return new IgnoredBoards((await db.IgnoredBoards.Where(ignored => ignored.MemberId == memberId).Select(ignored => ignored.BoardId).ToListAsync(cancellation)).ToFrozenSet());
    }
}

/// <summary>Reads it from a viewer.</summary>
public static class IgnoredBoardsExtensions
{
    extension(Viewer viewer)
    {
        /// <summary>The boards that the viewer ignores.</summary>
        public FrozenSet<int> IgnoredBoards => viewer.Part<IgnoredBoards>()?.Ids ?? [];
    }
}
