using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members.Relations;
using Forum.Web.Access;
using Forum.Web.Live;

namespace Forum.Web.Chat;

/// <summary>
/// The chat of one circuit: the open room, the messages on the screen, who is there. Subscribes first, then loads, and
/// merges by id, so that nothing is missed or shown twice. Everything runs on the circuit's dispatcher.
/// </summary>
public sealed class ChatSession(
    ChatQueries queries,
    PostChatMessage say,
    RemoveChatMessage remove,
    ChatPresence presence,
    ChatReadMarks marks,
    LiveFeed feed,
    LiveMarkup markup,
    CurrentViewer viewers,
    TimeProvider clock) : IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly ShownMessages _shown = new(queries, markup);
    private readonly ChatUnread _unread = new();
    private Func<Func<Task>, Task> _dispatch = work => work();
    private IDisposable? _presence;
    private ChatPlace? _from;
    private bool _isLooking;
    private bool _isGone;

    /// <summary>Called after every change.</summary>
    public Func<Task> Changed { get; set; } = () => Task.CompletedTask;

    /// <summary>The viewer.</summary>
    public Viewer Viewer { get; private set; } = Viewer.Guest;

    /// <summary>The rooms the viewer can read.</summary>
    public IReadOnlyList<ChatRoomView> Rooms { get; private set; } = [];

    /// <summary>The open room; null before the start, and when there is none.</summary>
    public ChatRoomView? Room { get; private set; }

    /// <summary>The message form of the open room, shared by everyone who can write; null before the start.</summary>
    public string? Form { get; private set; }

    /// <summary>Where the viewer is; null before the start.</summary>
    public ChatPlace? Place => Room is { } room && IsOpen ? new ChatPlace(room.Id, _shown.First) : null;

    /// <summary>Whether the first messages have been loaded.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether there are earlier messages.</summary>
    public bool HasOlder => _shown.HasOlder;

    /// <summary>The days between the messages.</summary>
    public ChatDays Days { get; private set; } = new(null, clock);

    /// <summary>Who is typing.</summary>
    public ChatTypists Typists { get; } = new(clock);

    /// <summary>Why the viewer can't write in the open room; null when they can.</summary>
    public Refusal? Refusal => Room?.RefusalToWrite(Viewer);

    /// <summary>The members who have the room open.</summary>
    public ImmutableArray<(int MemberId, string Name)> Here { get; private set; } = [];

    /// <summary>The messages on the screen, oldest first, each with its shared HTML.</summary>
    public IList<(ChatMessageView Message, ChatMessageHtml Html)> Messages => _shown.All;

    /// <summary>Unread messages in all rooms.</summary>
    public int Unread => _unread.Total;

    /// <summary>Unread messages in a room other than the open one.</summary>
    public int UnreadElsewhere(int roomId) => roomId == Room?.Id ? 0 : _unread.In(roomId);

    /// <summary>Opens the first room, or the one from before a pause.</summary>
    /// <param name="timeZone">The browser's time zone, for the days; UTC if unknown.</param>
    /// <param name="dispatch">Runs work on the circuit's dispatcher.</param>
    /// <param name="from">Where the viewer was before a pause; null for the first room.</param>
    public async Task StartAsync(string? timeZone, Func<Func<Task>, Task> dispatch, ChatPlace? from = null)
    {
        (_from, _dispatch, Days) = (from, dispatch, new ChatDays(timeZone, clock));
        await CheckAccessAsync();
    }

    /// <summary>Opens another room.</summary>
    public Task ChooseAsync(int roomId) =>
        Rooms.FirstOrDefault(room => room.Id == roomId) is { } room && room != Room ? OpenAsync(room) : Task.CompletedTask;

    /// <summary>Posts a message. Returns null when it is stored; otherwise the error.</summary>
    public async Task<Refusal?> SendAsync(int roomId, Guid submissionId, string text)
    {
        var outcome = await say.RunAsync(await viewers.GetAsync(), new NewChatMessage(roomId, text, submissionId));
        if (!outcome.IsDone)
            return outcome.Refusal;
        // Don't wait for the feed: the sender sees it right away.
        await _shown.ShowAsync([outcome.Value]);
        await ShownAsync();
        return null;
    }

    /// <summary>Removes a message, or restores it. Returns null when that is done; otherwise the error.</summary>
    public async Task<Refusal?> RemoveAsync(long messageId, bool restore) =>
        (await (restore ? remove.RestoreAsync(await viewers.GetAsync(), messageId) : remove.RunAsync(await viewers.GetAsync(), messageId))).Refusal;

    /// <summary>Loads the messages before the first one on the screen.</summary>
    public async Task LoadOlderAsync()
    {
        await _shown.LoadOlderAsync(Viewer);
        await ShownAsync();
    }

    /// <summary>Tells the room that the viewer is typing, at most every few seconds.</summary>
    public void Typing()
    {
        if (Room is { } room && Refusal is null && Typists.ShouldTell())
            feed.Publish(LiveChannel.ChatRoom(room.Id), new ChatTyping(room.Id, Viewer.MemberId!.Value, Viewer.Name));
    }

    /// <summary>Whether the latest messages are on the screen: if so, they are read and the viewer is present.</summary>
    public async Task LookAsync(bool isLooking)
    {
        _isLooking = isLooking;
        if (isLooking && Room is { } room)
            _presence ??= presence.Enter(Viewer, room.Id);
        await ShownAsync();
    }

    /// <summary>Loads what was posted while the connection was down.</summary>
    public async Task CatchUpAsync()
    {
        await _shown.CatchUpAsync(Viewer);
        await ShownAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isGone = true;
        Unsubscribe();
    }

    private void Unsubscribe()
    {
        _presence?.Dispose();
        _presence = null;
        _subscriptions.ForEach(subscription => subscription.Dispose());
        _subscriptions.Clear();
    }

    private async Task CheckAccessAsync()
    {
        Viewer = await viewers.GetAsync();
        _shown.Block(Viewer.Blocked);
        Rooms = await queries.RoomsAsync(Viewer);
        if (_isGone)
            return;
        // Subscribe to all rooms before the first await: a second check, or the end of the circuit, may come in between.
        Unsubscribe();
        foreach (var room in Rooms)
            _subscriptions.Add(feed.Subscribe(LiveChannel.ChatRoom(room.Id), Viewer.MemberId, happened => _dispatch(() => OnEventAsync(happened))));
        // Check again: changes just before the subscriptions weren't received.
        var now = await viewers.GetAsync();
        if (!_isGone && (now.MemberId != Viewer.MemberId || now.Role != Viewer.Role || !(await queries.RoomsAsync(now)).SequenceEqual(Rooms)))
            await CheckAccessAsync();
        await _unread.KeepAsync([.. Rooms.Select(room => room.Id)], roomId => queries.CountUnreadAsync(Viewer, roomId));

        if ((Rooms.FirstOrDefault(room => room.Id == (Room?.Id ?? _from?.RoomId)) ?? (Rooms.Count > 0 ? Rooms[0] : null)) is { } open)
        {
            await OpenAsync(open);
            return;
        }

        Room = null;
        _shown.Close();
        await Changed();
    }

    private async Task OpenAsync(ChatRoomView room)
    {
        _presence?.Dispose();
        _presence = null;
        Typists.Clear();
        Room = room;
        Form = await markup.OnceAsync<ChatForm>(room, nameof(ChatForm.Room));
        await _shown.OpenAsync(Viewer, room.Id, _from?.RoomId == room.Id ? _from.FirstId : 0);
        _from = null;

        // If the viewer selects two rooms in quick succession, the second one wins.
        if (Room != room)
            return;
        IsOpen = true;
        if (_isLooking && !_isGone)
            _presence ??= presence.Enter(Viewer, room.Id);
        Here = presence.In(room.Id);
        await ShownAsync();
    }

    private async Task OnEventAsync(ForumEvent happened)
    {
        switch (happened)
        {
            case var _ when _isGone:
                return;
            case AccessChanged:
                await CheckAccessAsync();
                return;
            case ChatMessagePosted { Message.AuthorId: { } authorId } when Viewer.Blocked.Contains(authorId):
                return;
            case ChatMessagePosted { Message: var message }:
                Typists.Sent(message.AuthorId);
                if (!Viewer.Is(message.AuthorId) && (message.RoomId != Room?.Id || !_isLooking))
                    _unread.Add(message.RoomId);
                await _shown.ShowAsync([message]);
                break;
            case ChatMessageRemoved removed:
                _shown.Remove(removed.MessageId);
                break;
            case ChatMessageRestored restored:
                await _shown.RestoreAsync(restored.Message);
                break;
            case ChatPresenceChanged { RoomId: var roomId } when roomId == Room?.Id:
                Here = presence.In(roomId);
                break;
            case ChatTyping typing when typing.RoomId == Room?.Id && !Viewer.Is(typing.MemberId):
                Typists.Heard(typing.MemberId, typing.Name);
                _ = Typists.FadeAsync(() => _isGone ? Task.CompletedTask : _dispatch(Changed));
                break;
            default: return;
        }

        await ShownAsync();
    }

    private Task ShownAsync()
    {
        if (_isLooking && Room is { } room && _shown.Last > 0)
        {
            _unread.Read(room.Id);
            marks.Read(Viewer, room.Id, _shown.Last);
        }

        return Changed();
    }
}
