using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
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

internal sealed class MemberFollowMapping : IEntityTypeConfiguration<MemberFollow>
{
    public void Configure(EntityTypeBuilder<MemberFollow> builder)
    {
        builder.ToTable("MemberFollows");
        builder.HasKey(follow => new { follow.FollowerId, follow.FollowedId });
        builder.HasOne<Member>().WithMany().HasForeignKey(follow => follow.FollowerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Member>().WithMany().HasForeignKey(follow => follow.FollowedId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(follow => new { follow.FollowedId, follow.FollowerId });
    }
}

internal sealed class MemberBlockMapping : IEntityTypeConfiguration<MemberBlock>
{
    public void Configure(EntityTypeBuilder<MemberBlock> builder)
    {
        builder.ToTable("MemberBlocks");
        builder.HasKey(block => new { block.MemberId, block.BlockedId });
        builder.HasOne<Member>().WithMany().HasForeignKey(block => block.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Member>().WithMany().HasForeignKey(block => block.BlockedId).OnDelete(DeleteBehavior.Cascade);
    }
}
