using System.Collections.Frozen;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Relations;

/// <summary>The members whom a viewer has blocked.</summary>
public sealed record BlockedMembers(FrozenSet<int> Ids);

/// <summary>Adds them to the viewer.</summary>
public sealed class BlockedMembersPart : IViewerPart
{
    /// <inheritdoc />
    public async Task<object> ReadAsync(ForumDb db, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        return new BlockedMembers((await db.MemberBlocks.Where(block => block.MemberId == memberId).Select(block => block.BlockedId).ToListAsync(cancellation)).ToFrozenSet());
    }
}

/// <summary>Reads it from a viewer.</summary>
public static class BlockedMembersExtensions
{
    extension(Viewer viewer)
    {
        /// <summary>The members whose posts are collapsed for the viewer.</summary>
        public FrozenSet<int> Blocked => viewer.Part<BlockedMembers>()?.Ids ?? [];
    }
}
