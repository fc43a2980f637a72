using Forum.Core.Access;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Recovery;

/// <summary>A pending change of a member's address, until both addresses have agreed. A member has at most one.</summary>
public sealed class AddressChange
{
    /// <summary>The member it belongs to. Also the primary key.</summary>
    public required int MemberId { get; init; }

    /// <summary>The new address.</summary>
    public required string NewAddress { get; init; }

    /// <summary>Whether the new address has been confirmed.</summary>
    public bool NewEndAgreed { get; set; }

    /// <summary>
    /// Whether the old address has agreed. True from the start if the old address was never confirmed, because it
    /// proves nothing then.
    /// </summary>
    public bool OldEndAgreed { get; set; }

    /// <summary>When the request expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A member's former name: links to it lead to the member, and no one else can take it.</summary>
public sealed class FormerName
{
    /// <summary>The name in Identity's normalized form. Also the primary key.</summary>
    public required string NormalizedName { get; init; }

    /// <summary>The key that keeps it unique among look-alikes.</summary>
    public required string NameSkeleton { get; init; }

    /// <summary>The member who had it.</summary>
    public required int MemberId { get; init; }
}

internal sealed class AddressChangeMapping : IEntityTypeConfiguration<AddressChange>
{
    public void Configure(EntityTypeBuilder<AddressChange> builder)
    {
        builder.ToTable("AddressChanges");
        builder.HasKey(change => change.MemberId);
        builder.Property(change => change.MemberId).ValueGeneratedNever();
        builder.Property(change => change.NewAddress).HasMaxLength(254);
        builder.HasOne<Member>().WithOne().HasForeignKey<AddressChange>(change => change.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(change => change.ExpiresAt);
    }
}

internal sealed class FormerNameMapping : IEntityTypeConfiguration<FormerName>
{
    public void Configure(EntityTypeBuilder<FormerName> builder)
    {
        builder.ToTable("FormerNames");
        builder.HasKey(name => name.NormalizedName);
        builder.Property(name => name.NormalizedName).HasMaxLength(MemberNames.MaxLength * 2);
        builder.Property(name => name.NameSkeleton).HasMaxLength(256);
        builder.HasOne<Member>().WithMany().HasForeignKey(name => name.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(name => name.NameSkeleton);
    }
}
