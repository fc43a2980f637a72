using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Relations;

/// <summary>A member follows another.</summary>
public sealed class MemberFollow
{
    /// <summary>Who follows.</summary>
    public required int FollowerId { get; init; }

    /// <summary>Whom.</summary>
    public required int FollowedId { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }
}

/// <summary>A member has blocked another: sees their posts folded, gets no messages of them, and is not mentioned by them.</summary>
public sealed class MemberBlock
{
    /// <summary>Who has blocked.</summary>
    public required int MemberId { get; init; }

    /// <summary>Whom.</summary>
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
