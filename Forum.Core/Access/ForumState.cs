using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Access;

/// <summary>Facts about the forum: one row, with the ID <see cref="OnlyId"/>.</summary>
public sealed class ForumState
{
    /// <summary>The ID of the only row.</summary>
    public const int OnlyId = 1;

    /// <summary>The maximum length of a forum's name, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The maximum length of a forum's description, in characters.</summary>
    public const int MaxDescriptionLength = 300;

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>The forum's name.</summary>
    public required string Name { get; set; }

    /// <summary>What the forum is about, in a sentence or two of plain text; empty for none.</summary>
    public string Description { get; set; } = "";

    /// <summary>What the home page shows first.</summary>
    public HomeTab HomeTab { get; set; }

    /// <summary>When the forum was set up.</summary>
    public required DateTimeOffset FoundedAt { get; init; }

    /// <summary>The number of accounts. Updated in the transaction of each registration.</summary>
    public int MemberCount { get; set; }

    /// <summary>The name of the newest member.</summary>
    public string? NewestMemberName { get; set; }

    /// <summary>When an administrator hid the list of first steps; null while it's shown.</summary>
    public DateTimeOffset? FirstStepsHiddenAt { get; set; }
}

internal sealed class ForumStateMapping : IEntityTypeConfiguration<ForumState>
{
    public void Configure(EntityTypeBuilder<ForumState> builder)
    {
        builder.ToTable("ForumState");
        builder.Property(state => state.Id).ValueGeneratedNever();
        builder.Property(state => state.Name).HasMaxLength(ShownText.MaxUnits);
        builder.Property(state => state.Description).HasMaxLength(ShownText.MaxUnits);
    }
}
