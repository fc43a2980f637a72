using Forum.Core.Access;

namespace Forum.Core.Posts;

/// <summary>
/// A post as pages show it: the same for every viewer, so that it's rendered once for all. Contains no text if the post
/// is removed.
/// </summary>
public sealed record PostView
{
    /// <summary>The key.</summary>
    public required long Id { get; init; }

    /// <summary>The thread.</summary>
    public required int ThreadId { get; init; }

    /// <summary>The post number in the thread, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The author; null for a guest.</summary>
    public required int? AuthorId { get; init; }

    /// <summary>The author's name; null for a guest, and for a former member, who still has a key.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>The version of the author's current avatar; null for initials.</summary>
    public string? AuthorAvatar { get; init; }

    /// <summary>The author's display name; empty for none.</summary>
    public string AuthorDisplayName { get; init; } = "";

    /// <summary>The author's signature as safe HTML; empty for none.</summary>
    public string Signature { get; init; } = "";

    /// <summary>The author's role.</summary>
    public required Role AuthorRole { get; init; }

    /// <summary>When the author joined; null for a guest.</summary>
    public required DateTimeOffset? AuthorJoinedAt { get; init; }

    /// <summary>The author's post count.</summary>
    public required int AuthorPostCount { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its author last edited it; null if never.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>The safe HTML; empty if the post is removed.</summary>
    public required string Html { get; init; }

    /// <summary>The number of reactions of each kind: <see cref="Reactions.ReactionCounts"/>.</summary>
    public string Reactions { get; init; } = "";

    /// <summary>When it was removed; null if it wasn't.</summary>
    public required DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether its author removed it, rather than staff.</summary>
    public required bool RemovedByAuthor { get; init; }

    /// <summary>Why it was removed, in plain text.</summary>
    public required string? RemovedReason { get; init; }
}
