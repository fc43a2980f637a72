using System.Collections.Frozen;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Web.Live;

namespace Forum.Web.Chat;

/// <summary>The open room's messages on the screen: each once, ordered by id, however they arrived.</summary>
/// <param name="markup">Renders each message once for all screens.</param>
public sealed class ShownMessages(ChatQueries queries, LiveMarkup markup)
{
    /// <summary>Older messages leave the screen when it holds more than this, unless the viewer has loaded them.</summary>
    public const int Max = 300;

    // After missing more than this, the viewer starts at the end of the room.
    private const int MaxPagesBack = 10;

    private readonly SortedList<long, (ChatMessageView Message, ChatMessageHtml Html)> _messages = [];
    private readonly HashSet<long> _removed = [];
    private int? _roomId;

    // Where earlier messages begin. Not at the first one on the screen, which may be later because some are filtered out.
    private long _readFrom;
    private bool _keepsAll;
    private FrozenSet<int> _blocked = [];

    /// <summary>The messages, oldest first, each with its shared HTML.</summary>
    public IList<(ChatMessageView Message, ChatMessageHtml Html)> All => _messages.Values;

    /// <summary>Whether there are earlier messages.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The id of the last message; 0 when there is none.</summary>
    public long Last => _messages.Count == 0 ? 0 : _messages.GetKeyAtIndex(_messages.Count - 1);

    /// <summary>The id of the first message; 0 when there is none.</summary>
    public long First => _messages.Count == 0 ? 0 : _messages.GetKeyAtIndex(0);

    /// <summary>Filters out messages by these members.</summary>
    public void Block(FrozenSet<int> blocked)
    {
        _blocked = blocked;
        foreach (var id in _messages.Values.Where(shown => IsBlocked(shown.Message)).Select(shown => shown.Message.Id).ToList())
            _messages.Remove(id);
    }

    /// <summary>Shows the end of a room. If two are opened in quick succession, the second one wins.</summary>
    /// <param name="from">The first message on the screen before a pause; 0 for a page from the end.</param>
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

    /// <summary>Closes the room.</summary>
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

    /// <summary>Loads new and restored messages, and takes off removed ones, after the connection was down.</summary>
    public async Task CatchUpAsync(Viewer viewer)
    {
        if (_roomId is not { } roomId)
            return;
        var newest = await queries.NewestAsync(viewer, roomId);

        // More than a page was missed: start again at the end instead of filling the gap.
        if (newest.Length == ChatQueries.PageSize && newest[0].Id > Last)
        {
            _messages.Clear();
            _readFrom = 0;
        }

        if (_readFrom == 0)
            BeginWith(newest);
        long[] known = [.. _messages.Keys];
        long[] gone = [.. _removed];
        var remaining = await queries.NotRemovedAsync(viewer, roomId, [.. known, .. gone]);
        foreach (var id in known.Where(id => !remaining.Contains(id)))
            _messages.Remove(id);
        _removed.ExceptWith(gone.Where(remaining.Contains));
        await ShowAsync(newest);
        foreach (var id in gone.Where(id => remaining.Contains(id) && !_messages.ContainsKey(id)))
            await ShowAsync([.. (await queries.BeforeAsync(viewer, roomId, id + 1)).Where(message => message.Id >= _readFrom)]);
    }

    /// <summary>Adds messages that belong on the screen and aren't there yet.</summary>
    public async Task ShowAsync(IReadOnlyList<ChatMessageView> messages)
    {
        foreach (var message in messages)
        {
            if (message.RoomId != _roomId || _messages.ContainsKey(message.Id) || IsBlocked(message))
                continue;
            var html = await ChatMessageHtml.OfAsync(markup, message);

            // Check after the await: the viewer may have left the room, or the message may have been removed.
            if (message.RoomId == _roomId && !_removed.Contains(message.Id))
                _messages[message.Id] = (message, html);
        }

        while (!_keepsAll && _messages.Count > Max)
        {
            _messages.Remove(First);
            (HasOlder, _readFrom) = (true, First);
        }
    }

    /// <summary>Takes a message off the screen, even if it is still being read from the database.</summary>
    public void Remove(long id)
    {
        _removed.Add(id);
        _messages.Remove(id);
    }

    /// <summary>
    /// Puts a removed message back to its place, if that is on the screen. Earlier ones come when they are loaded.
    /// </summary>
    public Task RestoreAsync(ChatMessageView message)
    {
        ArgumentNullException.ThrowIfNull(message);
        _removed.Remove(message.Id);
        return HasOlder && message.Id < _readFrom ? Task.CompletedTask : ShowAsync([message]);
    }

    private void BeginWith(IReadOnlyList<ChatMessageView> page)
    {
        HasOlder = page.Count == ChatQueries.PageSize;
        if (page.Count > 0)
            _readFrom = page[0].Id;
    }

    private bool IsBlocked(ChatMessageView message) => message.AuthorId is { } id && _blocked.Contains(id);
}
