using System.Collections.Frozen;
using Forum.Core.Accounts;
using Forum.Core.Chat;
using Forum.Web.Live;

namespace Forum.Web.Chat;

/// <summary>The messages of the open room on a screen: each once, in the order of their ids, whichever way they came.</summary>
/// <param name="queries">Where they come from.</param>
/// <param name="markup">Draws each once for all screens.</param>
public sealed class ShownMessages(ChatQueries queries, LiveMarkup markup)
{
    /// <summary>Older messages leave the screen when it holds more than this many, unless the viewer has asked for them.</summary>
    public const int Max = 300;

    // Who comes back to a room in which more was said begins at its end.
    private const int MaxPagesBack = 10;

    private readonly SortedList<long, (ChatMessageView Message, string Html)> _messages = [];
    private readonly HashSet<long> _removed = [];
    private int? _roomId;

    // Where the earlier ones begin: not with the first on the screen, which may be later, as some are left out.
    private long _readFrom;
    private bool _keepsAll;
    private FrozenSet<int> _blocked = [];

    /// <summary>The messages, oldest first, each with its shared HTML.</summary>
    public IList<(ChatMessageView Message, string Html)> All => _messages.Values;

    /// <summary>Whether there are messages before the first one.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The id of the last message; 0 when there is none.</summary>
    public long Last => _messages.Count == 0 ? 0 : _messages.GetKeyAtIndex(_messages.Count - 1);

    /// <summary>The id of the first message; 0 when there is none.</summary>
    public long First => _messages.Count == 0 ? 0 : _messages.GetKeyAtIndex(0);

    /// <summary>Leaves out what these members say.</summary>
    public void Block(FrozenSet<int> blocked)
    {
        _blocked = blocked;
        foreach (var id in _messages.Values.Where(IsBlocked).Select(shown => shown.Message.Id).ToList())
            _messages.Remove(id);
    }

    /// <summary>Shows the end of a room. Whoever opens two in a row sees the second.</summary>
    /// <param name="from">The message with which the screen began before a pause; 0 for a page from the end.</param>
    public async Task OpenAsync(Viewer viewer, int roomId, long from = 0)
    {
        Close();
        _roomId = roomId;
        var newest = await queries.NewestAsync(viewer, roomId);
        if (_roomId != roomId)
            return;
        BeginWith(newest);
        await ShowAsync(newest);
        for (var pages = 0; from > 0 && _readFrom > from && HasOlder && _roomId == roomId && pages < MaxPagesBack; pages++)
            await LoadOlderAsync(viewer);
    }

    /// <summary>No room is open.</summary>
    public void Close()
    {
        _messages.Clear();
        _keepsAll = false;
        _roomId = null;
        _readFrom = 0;
    }

    /// <summary>Loads the messages before the first one.</summary>
    public async Task LoadOlderAsync(Viewer viewer)
    {
        if (_roomId is not { } roomId || !HasOlder || _readFrom == 0)
            return;
        var older = await queries.BeforeAsync(viewer, roomId, _readFrom);
        BeginWith(older);
        _keepsAll = true;
        await ShowAsync(older);
    }

    /// <summary>Loads what came, and takes off what was removed, while the connection was down.</summary>
    public async Task CatchUpAsync(Viewer viewer)
    {
        if (_roomId is not { } roomId)
            return;
        var newest = await queries.NewestAsync(viewer, roomId);

        // More than a page was missed: the gap is closed by beginning anew at the end.
        if (newest.Length == ChatQueries.PageSize && newest[0].Id > Last)
        {
            _messages.Clear();
            _readFrom = 0;
        }

        if (_readFrom == 0)
            BeginWith(newest);
        var known = _messages.Keys.ToList();
        var standing = await queries.NotRemovedAsync(viewer, roomId, known);
        foreach (var id in known.Where(id => !standing.Contains(id)))
            _messages.Remove(id);
        await ShowAsync(newest);
    }

    /// <summary>Puts messages on the screen that belong there and are not there yet.</summary>
    public async Task ShowAsync(IReadOnlyList<ChatMessageView> messages)
    {
        foreach (var message in messages)
        {
            if (message.RoomId != _roomId || _messages.ContainsKey(message.Id) || IsBlocked((message, "")))
                continue;
            var html = await markup.OnceAsync<ChatMessageItem>(message, nameof(ChatMessageItem.Message));

            // Asked after the wait: the room may have been left, and the message removed, meanwhile.
            if (message.RoomId == _roomId && !_removed.Contains(message.Id))
                _messages[message.Id] = (message, html);
        }

        while (!_keepsAll && _messages.Count > Max)
        {
            _messages.Remove(First);
            (HasOlder, _readFrom) = (true, First);
        }
    }

    private void BeginWith(IReadOnlyList<ChatMessageView> page)
    {
        HasOlder = page.Count == ChatQueries.PageSize;
        if (page.Count > 0)
            _readFrom = page[0].Id;
    }

    private bool IsBlocked((ChatMessageView Message, string Html) shown) => shown.Message.AuthorId is { } id && _blocked.Contains(id);

    /// <summary>Takes a message off the screen for good: it may still be on its way from the database.</summary>
    public void Remove(long id)
    {
        _removed.Add(id);
        _messages.Remove(id);
    }
}
