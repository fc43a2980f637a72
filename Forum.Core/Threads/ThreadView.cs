using System.Collections.Immutable;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;

namespace Forum.Core.Threads;

/// <summary>A thread as the head of its page shows it; the same for every viewer who may see it.</summary>
public sealed record ThreadView
{
    /// <summary>The key.</summary>
    public required int Id { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The title as it stands in the address.</summary>
    public required string Slug { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>The board's name.</summary>
    public required string BoardName { get; init; }

    /// <summary>The board's name in the address.</summary>
    public required string BoardSlug { get; init; }

    /// <summary>Who may do what in the board.</summary>
    public required BoardAccess Access { get; init; }

    /// <summary>The number of the newest post, removed ones included.</summary>
    public required int LastNumber { get; init; }

    /// <summary>The number of the newest post that is not removed; 0 when all are.</summary>
    public required int LastVisibleNumber { get; init; }

    /// <summary>Replies that are not removed.</summary>
    public required int ReplyCount { get; init; }

    /// <summary>How often it was opened, up to the last batch.</summary>
    public required int ViewCount { get; init; }

    /// <summary>Whether it stands above the others.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Whether no one but moderators may reply.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it is removed: only moderators see it then.</summary>
    public required bool IsRemoved { get; init; }

    /// <summary>Why it was removed.</summary>
    public required string? RemovedReason { get; init; }

    /// <summary>How many pages it has; at least one. Pages at the end on which every post is removed are there for moderators alone.</summary>
    public int PageCountFor(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Post.PageOf(viewer.IsModerator ? LastNumber : Math.Max(1, LastVisibleNumber));
    }

    /// <summary>Why the viewer may not reply; null when they may.</summary>
    public Refusal? RefusalToReply(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (Access.RefusalToReply(viewer) is { } refusal)
            return refusal;
        if (IsRemoved)
            return viewer.IsModerator ? new Refusal("This thread has been removed. Restore it before you reply.") : Refusal.NotFound;
        return IsLocked && !viewer.IsModerator ? new Refusal("This thread is locked. You can't reply to it.") : null;
    }
}

/// <summary>A thread as a row of its board's page; the same for every viewer who may see it.</summary>
public sealed record ThreadRow
{
    /// <summary>The key.</summary>
    public required int Id { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The title as it stands in the address.</summary>
    public required string Slug { get; init; }

    /// <summary>Who started it; null for a guest.</summary>
    public int? AuthorId { get; init; }

    /// <summary>The author's name; null for a guest and for a former member.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>Which of the author's pictures is the one of now; null for initials.</summary>
    public string? AuthorAvatar { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the newest post that is not removed; of the newest one when all are.</summary>
    public required int LastNumber { get; init; }

    /// <summary>Replies that are not removed.</summary>
    public required int ReplyCount { get; init; }

    /// <summary>How often it was opened, up to the last batch.</summary>
    public required int ViewCount { get; init; }

    /// <summary>When the newest post was written.</summary>
    public required DateTimeOffset LastPostAt { get; init; }

    /// <summary>Who wrote the newest post; null for a guest.</summary>
    public required int? LastPosterId { get; init; }

    /// <summary>The name of who wrote the newest post; null for a guest.</summary>
    public required string? LastPosterName { get; init; }

    /// <summary>Whether it stands above the others.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Whether no one but moderators may reply.</summary>
    public required bool IsLocked { get; init; }
}

/// <summary>A thread was started.</summary>
/// <param name="AuthorId">Who started it; null for a guest.</param>
public sealed record ThreadStarted(int BoardId, int ThreadId, int? AuthorId) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = AuthorId is { } author
        ? ImmutableArray.Create(LiveChannel.Board(BoardId), LiveChannel.Home, LiveChannel.Profile(author))
        : ImmutableArray.Create(LiveChannel.Board(BoardId), LiveChannel.Home);
}

/// <summary>A thread was pinned, locked, removed, restored or renamed.</summary>
public sealed record ThreadChanged(int BoardId, int ThreadId) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } =
        ImmutableArray.Create(LiveChannel.Thread(ThreadId), LiveChannel.Board(BoardId), LiveChannel.Home, LiveChannel.Profiles);
}
