using System.Collections.Immutable;

namespace Forum.Core.Boards;

/// <summary>A board as pages show it; the same for every viewer who may see it.</summary>
public sealed record BoardView
{
    /// <summary>The key.</summary>
    public required int Id { get; init; }

    /// <summary>The category that it belongs to.</summary>
    public required int CategoryId { get; init; }

    /// <summary>The category's name.</summary>
    public required string CategoryName { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The slug.</summary>
    public required string Slug { get; init; }

    /// <summary>The color and icon.</summary>
    public required BoardLook Look { get; init; }

    /// <summary>What belongs here, plain text.</summary>
    public required string Description { get; init; }

    /// <summary>Who may do what.</summary>
    public required BoardAccess Access { get; init; }

    /// <summary>The number of threads that aren't removed.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>The number of posts that aren't removed.</summary>
    public required int PostCount { get; init; }

    /// <summary>The newest post; null if there is none.</summary>
    public required LastPost? Last { get; init; }

    /// <summary>The number of pages of threads; at least one.</summary>
    public int PageCount => Math.Max(1, (ThreadCount + Threads.ThreadQueries.PageSize - 1) / Threads.ThreadQueries.PageSize);
}

/// <summary>A board's newest post.</summary>
/// <param name="ThreadSlug">The slug of the thread's title.</param>
/// <param name="Number">Its post number in the thread.</param>
/// <param name="AuthorId">The author; null for a guest.</param>
/// <param name="AuthorName">The author's name; null for a guest and for a former member.</param>
public sealed record LastPost(int ThreadId, string ThreadTitle, string ThreadSlug, int Number, DateTimeOffset At, int? AuthorId, string? AuthorName);

/// <summary>A category with those of its boards that the viewer may see, in order.</summary>
public sealed record CategoryView(int Id, string Name, ImmutableArray<BoardView> Boards);
