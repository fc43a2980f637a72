using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Accounts.Avatars;

/// <summary>
/// A member's picture in the two sizes in which pages show it. In the database, so that one file is all there is to back up; apart from
/// the member's row, which every page needs.
/// </summary>
public sealed class StoredAvatar
{
    /// <summary>The length of either side of the large one at the most, in pixels.</summary>
    public const int LargeSide = 512;

    /// <summary>The length of either side of the small one at the most, in pixels.</summary>
    public const int SmallSide = 64;

    /// <summary>The shortest side, in pixels.</summary>
    public const int ShortestSide = 16;

    /// <summary>The largest file that is looked at, in bytes: more than a phone makes of a photo.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The most pixels of a file, in millions: as many as phones usually make. They take four bytes each while it is decoded.</summary>
    public const int MaxMegapixels = 25;

    /// <summary>Whose it is; also the key.</summary>
    public required int MemberId { get; init; }

    /// <summary>The large one.</summary>
    public required byte[] Large { get; set; }

    /// <summary>What the large one is, such as <c>image/png</c>.</summary>
    public required string LargeType { get; set; }

    /// <summary>The small one; null in what an earlier version stored for members without JavaScript. The large one then serves for both.</summary>
    public byte[]? Small { get; set; }

    /// <summary>What the small one is.</summary>
    public string? SmallType { get; set; }
}

internal sealed class StoredAvatarMapping : IEntityTypeConfiguration<StoredAvatar>
{
    public void Configure(EntityTypeBuilder<StoredAvatar> builder)
    {
        builder.ToTable("Avatars");
        builder.HasKey(avatar => avatar.MemberId);
        builder.Property(avatar => avatar.MemberId).ValueGeneratedNever();
        builder.Property(avatar => avatar.LargeType).HasMaxLength(32);
        builder.Property(avatar => avatar.SmallType).HasMaxLength(32);
        builder.HasOne<Member>().WithOne().HasForeignKey<StoredAvatar>(avatar => avatar.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
