namespace Forum.Core.Threads;

/// <summary>What a thread's page and its row on its board's page both show.</summary>
public abstract record ThreadSummary
{
    /// <summary>The key.</summary>
    public required int Id { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The slug of the title.</summary>
    public required string Slug { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>The number of replies that aren't removed.</summary>
    public required int ReplyCount { get; init; }

    /// <summary>The number of views, as of the last batch.</summary>
    public required int ViewCount { get; init; }

    /// <summary>Whether it's pinned above the others.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Whether only moderators can reply.</summary>
    public required bool IsLocked { get; init; }
}
