using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Members.Avatars;

/// <summary>
/// A member's avatar in the two sizes that pages show. Stored in the database, so that there's a single file to back
/// up; separate from the member's row, which every page needs.
/// </summary>
public sealed class StoredAvatar
{
    /// <summary>The maximum width and height of the large image, in pixels.</summary>
    public const int LargeSide = 512;

    /// <summary>The maximum width and height of the small image, in pixels.</summary>
    public const int SmallSide = 64;

    /// <summary>The minimum width and height, in pixels.</summary>
    public const int ShortestSide = 16;

    /// <summary>The maximum file size, in bytes: larger than a typical phone photo.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>
    /// The maximum number of pixels, in millions: what phones usually produce. Each takes four bytes during decoding.
    /// </summary>
    public const int MaxMegapixels = 25;

    /// <summary>The member it belongs to. Also the primary key.</summary>
    public required int MemberId { get; init; }

    /// <summary>The large image.</summary>
    public required byte[] Large { get; set; }

    /// <summary>The media type of the large image, such as <c>image/png</c>.</summary>
    public required string LargeType { get; set; }

    /// <summary>
    /// The small image; null in rows that an earlier version stored for members without JavaScript. The large image is
    /// used for both then.
    /// </summary>
    public byte[]? Small { get; set; }

    /// <summary>The media type of the small image.</summary>
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
