using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Members.Relations;

/// <summary>A member follows another.</summary>
public sealed class MemberFollow
{
    /// <summary>The follower.</summary>
    public required int FollowerId { get; init; }

    /// <summary>The member being followed.</summary>
    public required int FollowedId { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>
/// A member has blocked another: the other's posts are collapsed for them, and the other can't message or mention them.
/// </summary>
public sealed class MemberBlock
{
    /// <summary>The blocker.</summary>
    public required int MemberId { get; init; }

    /// <summary>The blocked member.</summary>
    public required int BlockedId { get; init; }
}

internal sealed class MemberFollowMapping()
    : PairMapping<MemberFollow, Member, Member>("MemberFollows", nameof(MemberFollow.FollowerId), nameof(MemberFollow.FollowedId))
{
    public override void Configure(EntityTypeBuilder<MemberFollow> builder)
    {
        base.Configure(builder);
        builder.HasIndex(follow => new { follow.FollowedId, follow.FollowerId });
    }
}

internal sealed class MemberBlockMapping()
    : PairMapping<MemberBlock, Member, Member>("MemberBlocks", nameof(MemberBlock.MemberId), nameof(MemberBlock.BlockedId));
