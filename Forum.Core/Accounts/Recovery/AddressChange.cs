using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Recovery;

/// <summary>A member's wish to move to another address, until both ends have agreed. A member has one at the most.</summary>
public sealed class AddressChange
{
    /// <summary>Whose it is; also the key.</summary>
    public required int MemberId { get; init; }

    /// <summary>The address that the member moves to.</summary>
    public required string NewAddress { get; init; }

    /// <summary>Whether the new address has been confirmed.</summary>
    public bool NewEndAgreed { get; set; }

    /// <summary>Whether the old address has agreed; from the beginning when that was never confirmed, and so proves nothing.</summary>
    public bool OldEndAgreed { get; set; }

    /// <summary>Until when both have to agree.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A name that a member had before: links to it lead to the member, and nobody else gets it.</summary>
public sealed class FormerName
{
    /// <summary>The name in Identity's form for look-ups; also the key.</summary>
    public required string NormalizedName { get; init; }

    /// <summary>The key under which it is unique among look-alikes.</summary>
    public required string NameSkeleton { get; init; }

    /// <summary>Who had it.</summary>
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
