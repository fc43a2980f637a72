using System.Collections.Immutable;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Live;

namespace Forum.Core.Chat;

/// <summary>A chat room as the panel lists it.</summary>
/// <param name="ReadRole">The least role that may read.</param>
/// <param name="WriteRole">The least role that may write.</param>
public sealed record ChatRoomView(int Id, string Name, Role ReadRole, Role WriteRole)
{
    /// <summary>Why the viewer may not say anything here; null when they may.</summary>
    public Refusal? RefusalToWrite(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.RefusalToAct is { } held)
            return held;
        if (viewer.Role < ReadRole)
            return Refusal.NotFound;
        if (!viewer.IsMember)
            return new Refusal("Sign in to chat.");
        return viewer.Role >= WriteRole ? null : new Refusal("Only staff can write in this room.");
    }
}

/// <summary>
/// A message as the panel draws it: the same for every viewer, so that it is drawn once and shown to all.
/// </summary>
/// <param name="Id">The key; within a room the order.</param>
/// <param name="AuthorId">Who said it; null when the account is gone.</param>
/// <param name="AuthorName">The author's name; null when the account is gone.</param>
/// <param name="AuthorRole">What the author is to the forum.</param>
/// <param name="CreatedAt">When it was said.</param>
/// <param name="Html">The safe HTML.</param>
/// <param name="SubmissionId">What the sender's page called it before it was stored.</param>
public sealed record ChatMessageView(
    long Id, int RoomId, int? AuthorId, string? AuthorName, Role AuthorRole, DateTimeOffset CreatedAt, string Html, Guid SubmissionId)
{
    /// <summary>Which of the author's pictures is the one of then; null for initials.</summary>
    public string? AuthorAvatar { get; init; }
}

/// <summary>Something was said in a room.</summary>
public sealed record ChatMessagePosted(ChatMessageView Message) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = ImmutableArray.Create(LiveChannel.ChatRoom(Message.RoomId));
}

/// <summary>A message was removed.</summary>
public sealed record ChatMessageRemoved(int RoomId, long MessageId) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = ImmutableArray.Create(LiveChannel.ChatRoom(RoomId));
}

/// <summary>Somebody is typing. Not stored; published straight to the room.</summary>
/// <param name="MemberId">Who.</param>
public sealed record ChatTyping(int RoomId, int MemberId, string Name) : ForumEvent;

/// <summary>Somebody opened or left a room. Not stored; published straight to the room.</summary>
public sealed record ChatPresenceChanged(int RoomId) : ForumEvent;

/// <summary>Rooms were made, changed, ordered or closed, or who may do what in them has changed.</summary>
public sealed record ChatRoomsChanged : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
