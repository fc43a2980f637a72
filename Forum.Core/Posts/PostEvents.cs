using System.Collections.Immutable;
using Forum.Core.Boards;
using Forum.Core.Live;
using Forum.Core.Members.Profiles;
using Forum.Core.Threads;

namespace Forum.Core.Posts;

/// <summary>A reply was posted.</summary>
public sealed record ReplyPosted(int BoardId, PostView Post) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = PostChannels.Of(BoardId, Post);
}

/// <summary>A post was edited, removed or restored.</summary>
public sealed record PostChanged(int BoardId, PostView Post) : ForumEvent
{
    /// <summary>Whether it was removed or restored, so that counts depending on it are out of date.</summary>
    public bool ChangesVisibility { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = PostChannels.Of(BoardId, Post);
}

internal static class PostChannels
{
    // Where a post is shown: in its thread, and in summaries on the board, the home page and its author's profile.
    public static IReadOnlyList<LiveChannel> Of(int boardId, PostView post) => post.AuthorId is { } author
        ? ImmutableArray.Create(LiveChannel.Thread(post.ThreadId), LiveChannel.Board(boardId), LiveChannel.Home, LiveChannel.Profile(author))
        : ImmutableArray.Create(LiveChannel.Thread(post.ThreadId), LiveChannel.Board(boardId), LiveChannel.Home);
}
