using Bunit;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Tests.Support;
using Forum.Web.Access;
using Forum.Web.Chat;
using Forum.Web.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Live;

/// <summary>Access that ends between the check and the subscription, when nobody is notified.</summary>
public class LateAccessTests(ChatForum chat) : BunitContext, IClassFixture<ChatForum>
{
    [Fact]
    public async Task A_member_who_is_locked_before_the_chat_listens_hears_no_members_room()
    {
        var member = await chat.Forum.MemberAsync();
        var room = await chat.RoomAsync(Role.Member);
        var before = chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room));
        var databases = new Interrupted(chat.Get<IDbContextFactory<ForumDb>>(), () => LockAsync(member));
        var queries = new ChatQueries(databases, chat.Get<ChangeCounters>(), chat.Get<ChatReadMarks>());
        using var window = new ChatWindow(new ChatSession(
            queries, chat.Get<PostChatMessage>(), chat.Get<RemoveChatMessage>(), chat.Get<ChatPresence>(), chat.Get<ChatReadMarks>(),
            chat.Get<LiveFeed>(), chat.Get<LiveMarkup>(), ViewerOf(member), TimeProvider.System));

        await window.StartAsync();

        Assert.True(databases.WasAsked);
        Assert.DoesNotContain(room, await window.SeeAsync(seen => seen.Rooms.Select(known => known.Id).ToList()));
        Assert.Equal(before, chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room)));
    }

    [Fact]
    public async Task A_member_who_is_locked_before_an_island_listens_hears_nothing()
    {
        var member = await chat.Forum.MemberAsync();
        var channel = LiveChannel.Member(member.MemberId!.Value);
        JSInterop.Mode = JSRuntimeMode.Loose;
        this.AddBunitPersistentComponentState();
        Services.AddSingleton(chat.Get<LiveFeed>());
        Services.AddSingleton(ViewerOf(member));

        var island = Render<Island>(parameters => parameters.Add(drawn => drawn.Between, () => LockAsync(member)).Add(drawn => drawn.Channel, channel));

        await Eventually.HoldsAsync(() => island.Instance.HasLeft, () => "The island is still there");
        Assert.Equal(0, chat.Get<LiveFeed>().CountListeners(channel));
        Assert.False(island.Instance.HasCaughtUp);
    }

    [Fact]
    public async Task A_moderator_who_is_demoted_loses_the_moderators_room_while_it_is_open()
    {
        var member = await chat.Forum.MemberAsync();
        await chat.Get<ChangeMemberStatus>().SetRoleAsync(chat.Forum.Ada, member.MemberId!.Value, Role.Moderator, TestContext.Current.CancellationToken);
        var room = await chat.RoomAsync(Role.Moderator, Role.Moderator);
        using var window = await chat.OpenAsync(member, room);
        await chat.SayAsync(chat.Mona, room, "Among moderators");
        await window.ShowsAsync("Among moderators");
        var listeners = chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room));

        await chat.Get<ChangeMemberStatus>().SetRoleAsync(chat.Forum.Ada, member.MemberId!.Value, Role.Member, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => window.SeeAsync(seen => seen.Room is { } open && open.Id != room), () => "The room is still open");
        Assert.Equal(listeners - 1, chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room)));
        await chat.SayAsync(chat.Mona, room, "Now he is gone");

        // A later message in his current room arrives after it.
        await chat.SayAsync(chat.Mona, await window.SeeAsync(seen => seen.Room!.Id), "And elsewhere");
        await Eventually.HoldsAsync(async () => (await window.TextsAsync()).Contains("And elsewhere"), () => "Nothing arrives anymore");
        Assert.DoesNotContain(await window.TextsAsync(), text => text.Contains("moderators", StringComparison.Ordinal) || text.Contains("gone", StringComparison.Ordinal));
    }

    private CurrentViewer ViewerOf(Viewer viewer) => new(
        new SignedIn(viewer, chat.Get<SignInSessions>()), chat.Get<MemberDirectory>(), chat.Get<SessionDirectory>(), new HttpContextAccessor());

    private async Task LockAsync(Viewer member) =>
        Assert.True((await chat.Get<ChangeMemberStatus>().SetLockedAsync(chat.Forum.Ada, member.MemberId!.Value, locked: true)).IsDone);

    private sealed class Interrupted(IDbContextFactory<ForumDb> databases, Func<Task> once) : IDbContextFactory<ForumDb>
    {
        public bool WasAsked { get; private set; }

        public ForumDb CreateDbContext() => databases.CreateDbContext();

        public async Task<ForumDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (!WasAsked)
            {
                WasAsked = true;
                await once();
            }

            return await databases.CreateDbContextAsync(cancellationToken);
        }
    }

    private sealed class Island : LiveIsland
    {
        private bool _wasAsked;

        [Microsoft.AspNetCore.Components.Parameter]
        public Func<Task> Between { get; set; } = static () => Task.CompletedTask;

        [Microsoft.AspNetCore.Components.Parameter]
        public LiveChannel Channel { get; set; }

        public bool HasLeft { get; private set; }

        public bool HasCaughtUp { get; private set; }

        protected override async Task<LiveChannel?> FindChannelAsync()
        {
            LiveChannel? found = Viewer.IsMember ? Channel : null;
            if (!_wasAsked)
            {
                _wasAsked = true;
                await Between();
            }

            return found;
        }

        protected override Task CatchUpAsync()
        {
            HasCaughtUp = true;
            return Task.CompletedTask;
        }

        protected override Task OnEventAsync(ForumEvent happened) => Task.CompletedTask;

        protected override void LeavePage() => HasLeft = true;
    }
}
