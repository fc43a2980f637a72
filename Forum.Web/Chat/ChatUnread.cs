namespace Forum.Web.Chat;

/// <summary>Counts each room's unread messages.</summary>
public sealed class ChatUnread
{
    private readonly Dictionary<int, int> _unread = [];

    /// <summary>The total of all rooms.</summary>
    public int Total => _unread.Values.Sum();

    /// <summary>The count of one room.</summary>
    public int In(int roomId) => _unread.GetValueOrDefault(roomId);

    /// <summary>Adds one.</summary>
    public void Add(int roomId) => _unread[roomId] = In(roomId) + 1;

    /// <summary>Marks all as read.</summary>
    public void Read(int roomId) => _unread[roomId] = 0;

    /// <summary>Drops rooms the viewer can no longer read, and counts new ones.</summary>
    public async Task KeepAsync(IReadOnlyCollection<int> roomIds, Func<int, Task<int>> countAsync)
    {
        foreach (var gone in _unread.Keys.Except(roomIds).ToList())
            _unread.Remove(gone);
        foreach (var roomId in roomIds.Where(roomId => !_unread.ContainsKey(roomId)).ToList())
            _unread[roomId] = await countAsync(roomId);
    }
}
