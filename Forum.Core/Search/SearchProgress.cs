using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Search;

/// <summary>How far older posts have been indexed: one row, with the ID <see cref="OnlyId"/>.</summary>
public sealed class SearchProgress
{
    /// <summary>The ID of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The version of the indexed text, in progress or finished.</summary>
    public int TextVersion { get; set; }

    /// <summary>Posts with lower keys still have to be indexed; 0 if none. Indexing goes from newest to oldest.</summary>
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
