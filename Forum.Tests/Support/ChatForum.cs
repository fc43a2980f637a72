using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Web.Access;
using Forum.Web.Chat;
using Forum.Web.Live;
using Microsoft.AspNetCore.Http;

namespace Forum.Tests.Support;

/// <summary>A forum for chat tests: each test has its own room.</summary>
public sealed class ChatForum : IAsyncLifetime
{
    public CastForum Forum { get; } = new();

    public Viewer Mona => Forum.Mona;

    public Viewer Bob => Forum.Bob;

    public Viewer Cleo => Forum.Cleo;

    public ValueTask InitializeAsync() => Forum.InitializeAsync();

    public ValueTask DisposeAsync() => Forum.DisposeAsync();

    public T Get<T>()
        where T : notnull => Forum.Get<T>();

    public async Task<int> RoomAsync(Role read = Role.Guest, Role write = Role.Member) =>
        (await Get<ArrangeChatRooms>().SaveAsync(Forum.Ada, new ChatRoomForm(null, Forum.Fresh("Room "), read, write))).Value;

    public Task<Outcome<ChatMessageView>> SayAsync(Viewer viewer, int roomId, string? text, Guid? submission = null) =>
        Get<PostChatMessage>().RunAsync(viewer, new NewChatMessage(roomId, text, submission ?? Guid.NewGuid()));

    public Task<Outcome<Done>> RemoveAsync(Viewer viewer, long messageId) => Get<RemoveChatMessage>().RunAsync(viewer, messageId);

    public Task<Outcome<Done>> RestoreAsync(Viewer viewer, long messageId) => Get<RemoveChatMessage>().RestoreAsync(viewer, messageId);

    public async Task<ImmutableArray<ChatMessageView>> NewestAsync(Viewer viewer, int roomId) => await Get<ChatQueries>().NewestAsync(viewer, roomId);

    /// <summary>The chat in a room, as this viewer's circuit would have it.</summary>
    public async Task<ChatWindow> OpenAsync(Viewer viewer, int? roomId = null, string? timeZone = null)
    {
        var window = new ChatWindow(Session(viewer));
        await window.StartAsync(timeZone);
        if (roomId is not null)
            await window.DoAsync(session => session.ChooseAsync(roomId.Value));
        return window;
    }

    /// <summary>A session that hasn't started.</summary>
    public ChatSession Session(Viewer viewer) => new(
        Get<ChatQueries>(),
        Get<PostChatMessage>(),
        Get<RemoveChatMessage>(),
        Get<ChatPresence>(),
        Get<ChatReadMarks>(),
        Get<LiveFeed>(),
        Get<LiveMarkup>(),
        new CurrentViewer(new SignedIn(viewer, Get<SignInSessions>()), Get<MemberDirectory>(), Get<SessionDirectory>(), new HttpContextAccessor()),
        TimeProvider.System);
}
