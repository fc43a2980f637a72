using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members.Profiles;
using Forum.Core.Posts;

namespace Forum.Core.Threads;

/// <summary>A thread as shown in the header of its page; the same for every viewer who may see it.</summary>
public sealed record ThreadView
{
    /// <summary>The key.</summary>
    public required int Id { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The slug of the title.</summary>
    public required string Slug { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>The board's name.</summary>
    public required string BoardName { get; init; }

    /// <summary>The board's slug.</summary>
    public required string BoardSlug { get; init; }

    /// <summary>Who may do what in the board.</summary>
    public required BoardAccess Access { get; init; }

    /// <summary>The number of the newest post, including removed ones.</summary>
    public required int LastNumber { get; init; }

    /// <summary>The number of the newest post that isn't removed; 0 if all are.</summary>
    public required int LastVisibleNumber { get; init; }

    /// <summary>The number of replies that aren't removed.</summary>
    public required int ReplyCount { get; init; }

    /// <summary>The number of views, as of the last batch.</summary>
    public required int ViewCount { get; init; }

    /// <summary>Whether it's pinned above the others.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Whether only moderators can reply.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it's removed; only moderators can see it then.</summary>
    public required bool IsRemoved { get; init; }

    /// <summary>Why it was removed.</summary>
    public required string? RemovedReason { get; init; }

    /// <summary>
    /// The number of pages; at least one. Only moderators see trailing pages with nothing but removed posts.
    /// </summary>
    public int PageCountFor(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Post.PageOf(viewer.IsModerator ? LastNumber : Math.Max(1, LastVisibleNumber));
    }

    /// <summary>Why the person can't reply; null if they can.</summary>
    public Refusal? RefusalToReply(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (Access.RefusalToReply(person) is { } refusal)
            return refusal;
        if (IsRemoved)
            return person.IsModerator ? new Refusal("This thread has been removed. Restore it before you reply.") : Refusal.NotFound;
        return IsLocked && !person.IsModerator ? new Refusal("This thread is locked. You can't reply to it.") : null;
    }
}

/// <summary>A thread as a row on its board's page; the same for every viewer who may see it.</summary>
public sealed record ThreadRow
{
    /// <summary>The key.</summary>
    public required int Id { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>The title, plain text.</summary>
    public required string Title { get; init; }

    /// <summary>The slug of the title.</summary>
    public required string Slug { get; init; }

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

    /// <summary>The number of replies that aren't removed.</summary>
    public required int ReplyCount { get; init; }

    /// <summary>The number of views, as of the last batch.</summary>
    public required int ViewCount { get; init; }

    /// <summary>When the newest post was written.</summary>
    public required DateTimeOffset LastPostAt { get; init; }

    /// <summary>The author of the newest post; null for a guest.</summary>
    public required int? LastPosterId { get; init; }

    /// <summary>The name of the newest post's author; null for a guest.</summary>
    public required string? LastPosterName { get; init; }

    /// <summary>Whether it's pinned above the others.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>Whether only moderators can reply.</summary>
    public required bool IsLocked { get; init; }
}

/// <summary>A thread was started.</summary>
/// <param name="AuthorId">The author; null for a guest.</param>
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
