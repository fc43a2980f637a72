using System.Collections.Immutable;
using Forum.Core.Accounts;
using Forum.Core.Live;

namespace Forum.Core.Posts;

/// <summary>
/// A post as pages draw it: the same for every viewer, so that it is drawn once and shown to all. Carries no text when the post
/// is removed.
/// </summary>
public sealed record PostView
{
    /// <summary>The key.</summary>
    public required long Id { get; init; }

    /// <summary>The thread.</summary>
    public required int ThreadId { get; init; }

    /// <summary>The floor, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public required int? AuthorId { get; init; }

    /// <summary>The author's name; null for a guest, and for a former member, who still has a key.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>Which of the author's pictures is the one of now; null for initials.</summary>
    public string? AuthorAvatar { get; init; }

    /// <summary>What the author is called beside the name; empty for nothing.</summary>
    public string AuthorDisplayName { get; init; } = "";

    /// <summary>What stands under all posts of the author, as safe HTML; empty for nothing.</summary>
    public string Signature { get; init; } = "";

    /// <summary>What the author is to the forum.</summary>
    public required Role AuthorRole { get; init; }

    /// <summary>Since when the author has an account; null for a guest.</summary>
    public required DateTimeOffset? AuthorJoinedAt { get; init; }

    /// <summary>How many posts the author has.</summary>
    public required int AuthorPostCount { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its author last changed it; null when never.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>The safe HTML; empty when the post is removed.</summary>
    public required string Html { get; init; }

    /// <summary>How often each kind of reaction stands under it: <see cref="Reactions.ReactionCounts"/>.</summary>
    public string Reactions { get; init; } = "";

    /// <summary>When it was removed; null while it stands.</summary>
    public required DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Whether its author removed it, as opposed to the staff.</summary>
    public required bool RemovedByAuthor { get; init; }

    /// <summary>Why it was removed, in plain text.</summary>
    public required string? RemovedReason { get; init; }
}

/// <summary>A reply was posted.</summary>
/// <param name="Post">The reply.</param>
public sealed record ReplyPosted(int BoardId, PostView Post) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = PostChannels.Of(BoardId, Post);
}

/// <summary>A post was edited, removed or restored.</summary>
/// <param name="Post">The post as it is now.</param>
public sealed record PostChanged(int BoardId, PostView Post) : ForumEvent
{
    /// <summary>Whether it was removed or put back: then what was counted with it, or without, is no longer true.</summary>
    public bool ChangesVisibility { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = PostChannels.Of(BoardId, Post);
}

internal static class PostChannels
{
    // Where a post is shown: in its thread, and in what the board, the home page and its author's profile say of it.
    public static IReadOnlyList<LiveChannel> Of(int boardId, PostView post) => post.AuthorId is { } author
        ? ImmutableArray.Create(LiveChannel.Thread(post.ThreadId), LiveChannel.Board(boardId), LiveChannel.Home, LiveChannel.Profile(author))
        : ImmutableArray.Create(LiveChannel.Thread(post.ThreadId), LiveChannel.Board(boardId), LiveChannel.Home);
}
