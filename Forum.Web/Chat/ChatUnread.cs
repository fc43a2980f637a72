namespace Forum.Web.Chat;

/// <summary>How many messages of each room the viewer has not had on the screen.</summary>
public sealed class ChatUnread
{
    private readonly Dictionary<int, int> _unread = [];

    /// <summary>Those of all rooms.</summary>
    public int Total => _unread.Values.Sum();

    /// <summary>Those of one room.</summary>
    public int In(int roomId) => _unread.GetValueOrDefault(roomId);

    /// <summary>One more.</summary>
    public void Add(int roomId) => _unread[roomId] = In(roomId) + 1;

    /// <summary>All of them have been on the screen.</summary>
    public void Read(int roomId) => _unread[roomId] = 0;

    /// <summary>Forgets rooms that the viewer may no longer read, and counts those that are new.</summary>
    public async Task KeepAsync(IReadOnlyCollection<int> roomIds, Func<int, Task<int>> countAsync)
    {
        foreach (var gone in _unread.Keys.Except(roomIds).ToList())
            _unread.Remove(gone);
        foreach (var roomId in roomIds.Where(roomId => !_unread.ContainsKey(roomId)).ToList())
            _unread[roomId] = await countAsync(roomId);
    }
}
