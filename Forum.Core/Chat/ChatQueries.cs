using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>
/// Reads chat rooms and their messages. The newest page of each room is cached and shared by all circuits, because
/// every page load requests it. What the viewer can't see looks as if it didn't exist.
/// </summary>
public sealed class ChatQueries(IDbContextFactory<ForumDb> databases, ChangeCounters changes, ChatReadMarks marks)
{
    /// <summary>The number of messages loaded at a time.</summary>
    public const int PageSize = 50;

    internal static readonly Expression<Func<ChatMessage, ChatMessageView>> Projection = message => new ChatMessageView(
        message.Id,
        message.RoomId,
        message.AuthorId,
        message.Author!.UserName,
        message.Author == null ? Role.Guest : message.Author.Role,
        message.CreatedAt,
        message.Html,
        message.SubmissionId)
    {
        AuthorAvatar = message.Author!.LockedAt == null ? message.Author.AvatarVersion : null,
    };

    private readonly ConcurrentDictionary<int, (long Version, ImmutableArray<ChatMessageView> Messages)> _newest = new();
    private readonly CachedValue<ImmutableArray<ChatRoomView>> _rooms = new(changes);

    /// <summary>The rooms that the viewer may read, in order.</summary>
    public async ValueTask<IReadOnlyList<ChatRoomView>> RoomsAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var rooms = await _rooms.GetAsync(ReadRoomsAsync, cancellation);
        return [.. rooms.Where(room => viewer.Role >= room.ReadRole)];
    }

    /// <summary>The newest messages of a room, oldest first; empty if the viewer can't read it.</summary>
    /// <returns>Up to <see cref="PageSize"/> messages.</returns>
    public async ValueTask<ImmutableArray<ChatMessageView>> NewestAsync(Viewer viewer, int roomId, CancellationToken cancellation = default)
    {
        if (!await CanReadAsync(viewer, roomId, cancellation))
            return [];
        var version = changes.Of(LiveChannel.ChatRoom(roomId)) + changes.Site;
        if (_newest.TryGetValue(roomId, out var kept) && kept.Version == version)
            return kept.Messages;

        var messages = await ReadAsync(messages => messages.Where(message => message.RoomId == roomId), cancellation);
        _newest[roomId] = (version, messages);
        return messages;
    }

    /// <summary>The messages before a given one, oldest first; empty if the viewer can't read the room.</summary>
    /// <param name="beforeId">The oldest message already loaded.</param>
    /// <returns>Up to <see cref="PageSize"/> messages; fewer at the beginning of the room.</returns>
    public async Task<ImmutableArray<ChatMessageView>> BeforeAsync(
        Viewer viewer, int roomId, long beforeId, CancellationToken cancellation = default) =>
        await CanReadAsync(viewer, roomId, cancellation)
            ? await ReadAsync(messages => messages.Where(message => message.RoomId == roomId && message.Id < beforeId), cancellation)
            : [];

    /// <summary>
    /// The number of messages in a room that the member hasn't had on screen yet, counted up to 100; 0 for a guest.
    /// </summary>
    public async Task<int> CountUnreadAsync(Viewer viewer, int roomId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsMember || !await CanReadAsync(viewer, roomId, cancellation))
            return 0;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var read = await db.ChatReads
            .Where(read => read.MemberId == viewer.MemberId && read.RoomId == roomId)
            .Select(read => (long?)read.LastMessageId)
            .FirstOrDefaultAsync(cancellation);

        if (marks.Waiting(viewer, roomId) is { } waiting)
            read = Math.Max(waiting, read ?? 0);

        // A member who has never opened the room has nothing unread: earlier messages are history.
        if (read is null)
            return 0;
        return await db.ChatMessages
            .Where(message => message.RoomId == roomId && message.Id > read && message.RemovedAt == null && message.AuthorId != viewer.MemberId
                && !db.MemberBlocks.Any(block => block.MemberId == viewer.MemberId && block.BlockedId == message.AuthorId))
            .Take(100)
            .CountAsync(cancellation);
    }

    /// <summary>Which of these messages in a room aren't removed; empty if the viewer can't read it.</summary>
    public async Task<IReadOnlySet<long>> NotRemovedAsync(
        Viewer viewer, int roomId, IReadOnlyCollection<long> messageIds, CancellationToken cancellation = default)
    {
        if (messageIds.Count == 0 || !await CanReadAsync(viewer, roomId, cancellation))
            return new HashSet<long>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.ChatMessages
            .Where(message => message.RoomId == roomId && messageIds.Contains(message.Id) && message.RemovedAt == null)
            .Select(message => message.Id)
            .ToHashSetAsync(cancellation);
    }

    private async Task<ImmutableArray<ChatRoomView>> ReadRoomsAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        var rooms = await db.ChatRooms.AsNoTracking()
            .Where(room => room.ArchivedAt == null)
            .OrderBy(room => room.Position).ThenBy(room => room.Id)
            .Select(room => new ChatRoomView(room.Id, room.Name, room.ReadRole, room.WriteRole))
            .ToListAsync();
        return [.. rooms];
    }

    private async ValueTask<bool> CanReadAsync(Viewer viewer, int roomId, CancellationToken cancellation) =>
        (await RoomsAsync(viewer, cancellation)).Any(room => room.Id == roomId);

    private async Task<ImmutableArray<ChatMessageView>> ReadAsync(
        Func<IQueryable<ChatMessage>, IQueryable<ChatMessage>> which, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var messages = await which(db.ChatMessages.AsNoTracking().Where(message => message.RemovedAt == null))
            .OrderByDescending(message => message.Id)
            .Take(PageSize)
            .Select(Projection)
            .ToListAsync(cancellation);
        messages.Reverse();
        return [.. messages];
    }
}
