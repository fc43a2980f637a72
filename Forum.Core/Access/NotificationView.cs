namespace Forum.Core.Access;

/// <summary>A notification as shown in its member's list.</summary>
public sealed record NotificationView
{
    /// <summary>The key.</summary>
    public required long Id { get; init; }

    /// <summary>The kind.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it's unread.</summary>
    public required bool IsUnread { get; init; }

    /// <summary>The number of people in a grouped notification; otherwise 1.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// The post; for replies, the first one that isn't removed. Without a thread, what the room of the kind stored.
    /// </summary>
    public required int PostNumber { get; init; }

    /// <summary>The thread; null if there is none.</summary>
    public required int? ThreadId { get; init; }

    /// <summary>The thread's title.</summary>
    public required string? ThreadTitle { get; init; }

    /// <summary>The thread's title; empty if there is no thread.</summary>
    public string Title => ThreadTitle ?? "";

    /// <summary>The slug of the title.</summary>
    public required string? ThreadSlug { get; init; }

    /// <summary>
    /// For replies in a watched thread: the number of posts from the first one on that aren't removed, counted up to
    /// <see cref="MaxCounted"/>; otherwise 0.
    /// </summary>
    public required int ReplyCount { get; init; }

    /// <summary>The maximum number of replies counted.</summary>
    public const int MaxCounted = 1000;

    /// <summary>The name of the thread's board.</summary>
    public required string? BoardName { get; init; }

    /// <summary>
    /// Who caused it: the latest of several, or the author of the first reply that isn't removed; null for a guest.
    /// </summary>
    public required int? ById { get; init; }

    /// <summary>Their name; null for a guest and for a former member.</summary>
    public required string? ByName { get; init; }

    /// <summary>The version of their current avatar; null for initials.</summary>
    public required string? ByAvatar { get; init; }
}
