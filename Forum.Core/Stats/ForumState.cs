using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Stats;

/// <summary>What the forum knows of itself: one row, with the id <see cref="OnlyId"/>.</summary>
public sealed class ForumState
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>The longest name of a forum, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The forum's name.</summary>
    public required string Name { get; set; }

    /// <summary>When the forum was set up.</summary>
    public required DateTimeOffset FoundedAt { get; init; }

    /// <summary>How many accounts there are. Kept in the transaction of each registration.</summary>
    public int MemberCount { get; set; }

    /// <summary>The name of anyone who registered last.</summary>
    public string? NewestMemberName { get; set; }
}

internal sealed class ForumStateMapping : IEntityTypeConfiguration<ForumState>
{
    public void Configure(EntityTypeBuilder<ForumState> builder)
    {
        builder.ToTable("ForumState");
        builder.Property(state => state.Id).ValueGeneratedNever();
        builder.Property(state => state.Name).HasMaxLength(ShownText.MaxUnits);
    }
}
