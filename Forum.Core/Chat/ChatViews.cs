using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;

namespace Forum.Core.Chat;

/// <summary>A chat room as the panel lists it.</summary>
/// <param name="ReadRole">The minimum role to read.</param>
/// <param name="WriteRole">The minimum role to write.</param>
public sealed record ChatRoomView(int Id, string Name, Role ReadRole, Role WriteRole)
{
    /// <summary>Why the person can't post here; null if they can.</summary>
    public Refusal? RefusalToWrite(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.RefusalToAct is { } held)
            return held;
        if (person.Role < ReadRole)
            return Refusal.NotFound;
        if (!person.IsMember)
            return new Refusal("Sign in to chat.");
        return person.Role >= WriteRole ? null : new Refusal("Only staff can post in this room.");
    }
}

/// <summary>A message as the panel shows it: the same for every viewer, so that it's rendered once for all.</summary>
/// <param name="Id">The key; gives the order within a room.</param>
/// <param name="AuthorId">The author; null if the account was deleted.</param>
/// <param name="AuthorName">The author's name; null if the account was deleted.</param>
/// <param name="Html">The safe HTML.</param>
/// <param name="SubmissionId">The ID from the sender's page.</param>
public sealed record ChatMessageView(
    long Id, int RoomId, int? AuthorId, string? AuthorName, Role AuthorRole, DateTimeOffset CreatedAt, string Html, Guid SubmissionId)
{
    /// <summary>The version of the author's avatar at that time; null for initials.</summary>
    public string? AuthorAvatar { get; init; }
}

/// <summary>A message was posted in a room.</summary>
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

/// <summary>A removed message was restored to its place.</summary>
public sealed record ChatMessageRestored(ChatMessageView Message) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = ImmutableArray.Create(LiveChannel.ChatRoom(Message.RoomId));
}

/// <summary>A member is typing. Not stored; published directly to the room.</summary>
public sealed record ChatTyping(int RoomId, int MemberId, string Name) : ForumEvent;

/// <summary>Someone opened or left a room. Not stored; published directly to the room.</summary>
public sealed record ChatPresenceChanged(int RoomId) : ForumEvent;

/// <summary>Rooms were created, changed, ordered or closed, or their minimum roles changed.</summary>
public sealed record ChatRoomsChanged : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
