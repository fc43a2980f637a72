using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Live;

namespace Forum.Core.Chat;

/// <summary>
/// Who has which room open, in memory. A member with three windows open is listed once. Announces when members come or
/// go: the first change immediately, later ones together, once per <see cref="Period"/>.
/// </summary>
public sealed class ChatPresence(LiveFeed feed, TimeProvider clock)
{
    /// <summary>
    /// The minimum time between announcements to a room. Each one reaches everyone in it, so announcing every change
    /// would be quadratic.
    /// </summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Dictionary<int, (string Name, int Windows)>> _rooms = [];
    private readonly Dictionary<int, ImmutableArray<(int MemberId, string Name)>> _lists = [];
    private readonly HashSet<int> _justTold = [];
    private readonly HashSet<int> _toTell = [];

    /// <summary>The members who have a room open, by name.</summary>
    public ImmutableArray<(int MemberId, string Name)> In(int roomId)
    {
        lock (_lock)
        {
            if (_lists.TryGetValue(roomId, out var list))
                return list;
            return _lists[roomId] = _rooms.TryGetValue(roomId, out var members)
                ? [.. members.Select(member => (member.Key, member.Value.Name)).OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)]
                : [];
        }
    }

    /// <summary>A member opens a room, until the result is disposed of. Guests aren't listed.</summary>
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
            if (came)
                _lists.Remove(roomId);
        }

        if (came)
            Tell(roomId);
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
            _lists.Remove(roomId);
        }

        Tell(roomId);
    }

    private void Tell(int roomId)
    {
        lock (_lock)
        {
            // The room was notified just now; it's notified again when the period is over.
            if (!_justTold.Add(roomId))
            {
                _toTell.Add(roomId);
                return;
            }
        }

        feed.Publish(LiveChannel.ChatRoom(roomId), new ChatPresenceChanged(roomId));
        _ = TellAgainAsync(roomId);
    }

    private async Task TellAgainAsync(int roomId)
    {
        await Task.Delay(Period, clock);
        bool again;
        lock (_lock)
        {
            _justTold.Remove(roomId);
            again = _toTell.Remove(roomId);
        }

        if (again)
            Tell(roomId);
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
