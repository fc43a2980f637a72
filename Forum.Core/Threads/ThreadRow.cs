using Forum.Core.Boards;

namespace Forum.Core.Threads;

/// <summary>A thread as a row in a list; the same for every viewer who may see it.</summary>
public sealed record ThreadRow : ThreadSummary
{
    /// <summary>The board's name.</summary>
    public required string BoardName { get; init; }

    /// <summary>The board's slug.</summary>
    public required string BoardSlug { get; init; }

    /// <summary>The board's color and icon.</summary>
    public required BoardLook BoardLook { get; init; }

    /// <summary>The beginning of the opening post as plain text; empty if it's removed.</summary>
    public required string Excerpt { get; init; }

    /// <summary>Who else replied last, as in <see cref="ForumThread.RecentPosters"/>.</summary>
    public required string RecentPosters { get; init; }

    /// <summary>Those of <see cref="RecentPosters"/> who are members.</summary>
    public FaceList Faces { get; init; } = FaceList.None;

    /// <summary>The author; null for a guest.</summary>
    public int? AuthorId { get; init; }

    /// <summary>The author's name; null for a guest and for a former member.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>The version of the author's current avatar; null for initials.</summary>
    public string? AuthorAvatar { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the newest post that isn't removed, or of the newest one if all are.</summary>
    public required int LastNumber { get; init; }

    /// <summary>When the newest post was written.</summary>
    public required DateTimeOffset LastPostAt { get; init; }

    /// <summary>The author of the newest post; null for a guest.</summary>
    public required int? LastPosterId { get; init; }

    /// <summary>The name of the newest post's author; null for a guest.</summary>
    public required string? LastPosterName { get; init; }
}
