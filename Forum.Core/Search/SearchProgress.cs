using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Search;

/// <summary>How far the posts of before have been taken into the index: one row, with the id <see cref="OnlyId"/>.</summary>
public sealed class SearchProgress
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The version of the text that is being made, or was made.</summary>
    public int TextVersion { get; set; }

    /// <summary>Posts with lesser keys are still to be taken in; 0 when all are. It goes from the newest to the oldest.</summary>
    public long Below { get; set; }
}

internal sealed class SearchProgressMapping : IEntityTypeConfiguration<SearchProgress>
{
    public void Configure(EntityTypeBuilder<SearchProgress> builder)
    {
        builder.ToTable("SearchProgress");
        builder.Property(progress => progress.Id).ValueGeneratedNever();
    }
}
