using System.Collections.Immutable;
using Forum.Core.Accounts;
using Forum.Core.Live;

namespace Forum.Core.Chat;

/// <summary>Who has which room open, in memory. Somebody with three windows is there once.</summary>
/// <param name="feed">Tells the room when somebody comes or leaves.</param>
public sealed class ChatPresence(LiveFeed feed)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Dictionary<int, (string Name, int Windows)>> _rooms = [];

    /// <summary>The members who have a room open, by name.</summary>
    /// <param name="roomId">The room.</param>
    public ImmutableArray<(int MemberId, string Name)> In(int roomId)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(roomId, out var members)
                ? [.. members.Select(member => (member.Key, member.Value.Name)).OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)]
                : [];
        }
    }

    /// <summary>A member opens a room, until the result is disposed of. Guests are not listed.</summary>
    /// <param name="viewer">Who.</param>
    /// <param name="roomId">The room.</param>
    public IDisposable Enter(Viewer viewer, int roomId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return new Leaving(static () => { });

        bool came;
        lock (_lock)
        {
            if (!_rooms.TryGetValue(roomId, out var members))
                _rooms[roomId] = members = [];
            came = !members.TryGetValue(memberId, out var there);
            members[memberId] = (viewer.Name, there.Windows + 1);
        }

        if (came)
            feed.Publish(LiveChannel.ChatRoom(roomId), new ChatPresenceChanged(roomId));
        return new Leaving(() => Leave(memberId, roomId));
    }

    private void Leave(int memberId, int roomId)
    {
        lock (_lock)
        {
            if (!_rooms.TryGetValue(roomId, out var members) || !members.TryGetValue(memberId, out var there))
                return;
            if (there.Windows > 1)
            {
                members[memberId] = (there.Name, there.Windows - 1);
                return;
            }

            members.Remove(memberId);
        }

        feed.Publish(LiveChannel.ChatRoom(roomId), new ChatPresenceChanged(roomId));
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
