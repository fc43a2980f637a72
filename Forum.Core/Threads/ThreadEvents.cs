using System.Collections.Immutable;
using Forum.Core.Boards;
using Forum.Core.Live;
using Forum.Core.Members.Profiles;

namespace Forum.Core.Threads;

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
