using Forum.Core.Accounts;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Boards;

/// <summary>A group of boards on the home page.</summary>
public sealed class Category
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The place among the categories, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Since when it is kept for reading only; null while it is in use.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }
}

/// <summary>A place for threads. Who may read, start threads and reply is set for each board.</summary>
public sealed class Board
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The longest description, in characters.</summary>
    public const int MaxDescriptionLength = 300;

    /// <summary>The longest name in the address, in characters.</summary>
    public const int MaxSlugLength = 60;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The category it stands in.</summary>
    public int CategoryId { get; set; }

    /// <summary>The category it stands in.</summary>
    public Category? Category { get; set; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The name in the address, unique; kept when the board is renamed, so that links stay good.</summary>
    public required string Slug { get; set; }

    /// <summary>What belongs here, in a sentence or two of plain text.</summary>
    public string Description { get; set; } = "";

    /// <summary>The place among the boards of the category, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Since when it is kept for reading only; null while it is in use.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>The least role that may read.</summary>
    public Role ReadRole { get; set; } = Role.Guest;

    /// <summary>The least role that may start threads; never less than <see cref="ReadRole"/>.</summary>
    public Role StartRole { get; set; } = Role.Member;

    /// <summary>The least role that may reply; never less than <see cref="ReadRole"/>.</summary>
    public Role ReplyRole { get; set; } = Role.Member;

    /// <summary>Threads that are not removed. Kept in the transaction of each change.</summary>
    public int ThreadCount { get; set; }

    /// <summary>Posts that are not removed, in threads that are not removed. Kept in the transaction of each change.</summary>
    public int PostCount { get; set; }

    /// <summary>The thread with the newest post; null when there is none.</summary>
    public int? LastThreadId { get; set; }
}

internal sealed class CategoryMapping : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder) =>
        builder.Property(category => category.Name).HasMaxLength(ShownText.MaxUnits);
}

internal sealed class BoardMapping : IEntityTypeConfiguration<Board>
{
    public void Configure(EntityTypeBuilder<Board> builder)
    {
        builder.Property(board => board.Name).HasMaxLength(ShownText.MaxUnits);
        builder.Property(board => board.Slug).HasMaxLength(Board.MaxSlugLength);
        builder.Property(board => board.Description).HasMaxLength(ShownText.MaxUnits);
        builder.HasIndex(board => board.Slug).IsUnique();
        builder.HasOne(board => board.Category).WithMany().HasForeignKey(board => board.CategoryId).OnDelete(DeleteBehavior.Restrict);
    }
}
