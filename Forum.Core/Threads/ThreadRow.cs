namespace Forum.Core.Threads;

/// <summary>A thread as a row on its board's page; the same for every viewer who may see it.</summary>
public sealed record ThreadRow : ThreadSummary
{
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
