using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Statistics;

/// <summary>What happened on one day, in UTC. Days on which nothing happened have no row.</summary>
public sealed class DailyCount
{
    /// <summary>The day: <see cref="DateOnly.DayNumber"/>.</summary>
    public required int Day { get; init; }

    /// <summary>The number of new accounts.</summary>
    public int Members { get; set; }

    /// <summary>The number of threads started.</summary>
    public int Threads { get; set; }

    /// <summary>The number of posts written, opening posts included.</summary>
    public int Posts { get; set; }

    /// <summary>The number of pages opened, by guests and robots too.</summary>
    public int Views { get; set; }
}

internal sealed class DailyCountMapping : IEntityTypeConfiguration<DailyCount>
{
    public void Configure(EntityTypeBuilder<DailyCount> builder)
    {
        builder.ToTable("DailyCounts");
        builder.HasKey(count => count.Day);
        builder.Property(count => count.Day).ValueGeneratedNever();
    }
}
