using Forum.Core.Access;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Boards;

/// <summary>A group of boards on the home page.</summary>
public sealed class Category
{
    /// <summary>The maximum length of the name, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The position among the categories, from 0.</summary>
    public int Position { get; set; }

    /// <summary>When it became read-only; null if it isn't archived.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }
}

/// <summary>A board holds threads. Each has its own minimum roles to read, start threads and reply.</summary>
public sealed class Board
{
    /// <summary>The maximum length of the name, in characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>The maximum length of the description, in characters.</summary>
    public const int MaxDescriptionLength = 300;

    /// <summary>The maximum length of the icon, in UTF-16 units: flags and families are one character of many.</summary>
    public const int MaxIconUnits = 32;

    /// <summary>The maximum length of the slug, in characters.</summary>
    public const int MaxSlugLength = 60;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The category that it belongs to.</summary>
    public int CategoryId { get; set; }

    /// <summary>The category that it belongs to.</summary>
    public Category? Category { get; set; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The slug, unique; it stays when the board is renamed, so that links keep working.</summary>
    public required string Slug { get; set; }

    /// <summary>What belongs here, in a sentence or two of plain text.</summary>
    public string Description { get; set; } = "";

    /// <summary>The color.</summary>
    public BoardColor Color { get; set; }

    /// <summary>An emoji or another single character; empty for the forum's own icon.</summary>
    public string Icon { get; set; } = "";

    /// <summary>The position among the boards of the category, from 0.</summary>
    public int Position { get; set; }

    /// <summary>When it became read-only; null if it isn't archived.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>The minimum role to read.</summary>
    public Role ReadRole { get; set; } = Role.Guest;

    /// <summary>The minimum role to start threads; never below <see cref="ReadRole"/>.</summary>
    public Role StartRole { get; set; } = Role.Member;

    /// <summary>The minimum role to reply; never below <see cref="ReadRole"/>.</summary>
    public Role ReplyRole { get; set; } = Role.Member;

    /// <summary>The number of threads that aren't removed. Updated in the transaction of each change.</summary>
    public int ThreadCount { get; set; }

    /// <summary>
    /// The number of posts that aren't removed, in threads that aren't removed. Updated in the transaction of each
    /// change.
    /// </summary>
    public int PostCount { get; set; }

    /// <summary>The thread with the newest post; null if there is none.</summary>
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
        builder.Property(board => board.Icon).HasMaxLength(Board.MaxIconUnits);
        builder.HasIndex(board => board.Slug).IsUnique();
        builder.HasOne(board => board.Category).WithMany().HasForeignKey(board => board.CategoryId).OnDelete(DeleteBehavior.Restrict);
    }
}
