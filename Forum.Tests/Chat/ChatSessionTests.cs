using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Tests.Support;


namespace Forum.Tests.Chat;

public class ChatSessionTests(ChatForum chat) : IClassFixture<ChatForum>
{
    [Fact]
    public async Task What_is_said_is_on_every_screen_once_in_its_order()
    {
        var room = await chat.RoomAsync();
        await chat.SayAsync(chat.Mona, room, "Before");
        using var bob = await chat.OpenAsync(chat.Bob, room);
        using var cleo = await chat.OpenAsync(chat.Cleo, room);

        Assert.Null(await bob.DoAsync(window => window.SendAsync(room, Guid.NewGuid(), "From Bob")));
        await chat.SayAsync(chat.Cleo, room, "From Cleo");
        await bob.DoAsync(window => window.CatchUpAsync());

        await bob.ShowsAsync("Before", "From Bob", "From Cleo");
        await cleo.ShowsAsync("Before", "From Bob", "From Cleo");
        await cleo.DoAsync(window => window.CatchUpAsync());
        await cleo.ShowsAsync("Before", "From Bob", "From Cleo");
    }

    [Fact]
    public async Task Earlier_pages_join_without_gap_or_repetition()
    {
        var room = await FilledRoomAsync(120);
        using var session = await chat.OpenAsync(chat.Bob, room);
        Assert.Equal((50, true), await session.SeeAsync(window => (window.Messages.Count, window.HasOlder)));

        await session.DoAsync(window => window.LoadOlderAsync());
        await session.DoAsync(window => window.LoadOlderAsync());

        Assert.False(await session.SeeAsync(window => window.HasOlder));
        Assert.Equal(Enumerable.Range(0, 120).Select(number => $"Word {number}."), await session.TextsAsync());
    }

    [Fact]
    public async Task After_a_gap_longer_than_a_page_the_screen_begins_anew_at_the_end()
    {
        var room = await FilledRoomAsync(10);
        using var session = await chat.OpenAsync(chat.Bob, room);
        session.IsLineDown = true;
        for (var number = 10; number < 90; number++)
            await chat.SayAsync(chat.Cleo, room, $"Word {number}.");

        await session.DoAsync(window => window.CatchUpAsync());

        Assert.Equal(Enumerable.Range(40, 50).Select(number => $"Word {number}."), await session.TextsAsync());
        Assert.True(await session.SeeAsync(window => window.HasOlder));
        await session.DoAsync(window => window.LoadOlderAsync());
        Assert.Equal(Enumerable.Range(0, 90).Select(number => $"Word {number}."), await session.TextsAsync());
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    [InlineData(1, 0)]
    [InlineData(80, 5)]
    [InlineData(80, 75)]
    public async Task What_was_removed_while_the_line_was_down_goes_on_catching_up(int count, int removed)
    {
        var room = await FilledRoomAsync(count);
        using var session = await chat.OpenAsync(chat.Bob, room);
        await session.DoAsync(window => window.LoadOlderAsync());
        Assert.Equal(count, await session.SeeAsync(window => window.Messages.Count));
        var gone = await session.SeeAsync(window => window.Messages.ElementAt(removed).Message.Id);
        session.IsLineDown = true;
        Assert.True((await chat.RemoveAsync(chat.Mona, gone)).IsDone);

        await session.DoAsync(window => window.CatchUpAsync());

        Assert.Equal(Enumerable.Range(0, count).Where(number => number != removed).Select(number => $"Word {number}."), await session.TextsAsync());
    }

    [Fact]
    public async Task A_member_who_is_locked_out_is_told_and_loses_what_only_members_read()
    {
        var member = await chat.Forum.MemberAsync();
        var open = await chat.RoomAsync();
        var closed = await chat.RoomAsync(Role.Member);
        await chat.SayAsync(chat.Bob, closed, "Among members");
        using var session = await chat.OpenAsync(member, closed);
        await session.DoAsync(window => window.LookAsync(true));
        await session.ShowsAsync("Among members");
        var listeners = chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(closed));

        await chat.Get<ChangeMemberStatus>().SetLockedAsync(chat.Forum.Ada, member.MemberId!.Value, locked: true, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(
            () => session.SeeAsync(window => window.Room is { } room && room.Id != closed && window.Refusal == Refusal.LockedOut),
            () => "The room is still open");
        Assert.Equal(listeners - 1, chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(closed)));
        await chat.SayAsync(chat.Bob, closed, "Now he is gone");

        // A later message in his current room arrives after it.
        await chat.SayAsync(chat.Bob, await session.SeeAsync(window => window.Room!.Id), "And elsewhere");
        await Eventually.HoldsAsync(async () => (await session.TextsAsync()).Contains("And elsewhere"), () => "Nothing arrives anymore");
        Assert.DoesNotContain(await session.TextsAsync(), text => text.Contains("members", StringComparison.Ordinal)
            || text.Contains("gone", StringComparison.Ordinal));
        Assert.DoesNotContain(closed, await RoomsAsync(session));
        Assert.Contains(open, await RoomsAsync(session));
        Assert.Same(Refusal.LockedOut, await session.DoAsync(window => window.SendAsync(open, Guid.NewGuid(), "Let me in")));
        Assert.DoesNotContain(chat.Get<ChatPresence>().In(closed), there => there.MemberId == member.MemberId);
    }

    [Fact]
    public async Task A_room_that_is_made_while_one_is_there_can_be_opened_at_once_and_is_heard_once()
    {
        using var session = await chat.OpenAsync(chat.Cleo);

        var room = await chat.RoomAsync();
        await Eventually.HoldsAsync(async () => (await RoomsAsync(session)).Contains(room), () => "The new room is not listed");
        await chat.SayAsync(chat.Bob, room, "Hello there");

        await Eventually.HoldsAsync(() => session.SeeAsync(window => window.UnreadElsewhere(room) > 0), () => "Nothing is unread");
        Assert.Equal(1, await session.SeeAsync(window => window.UnreadElsewhere(room)));
        await session.DoAsync(window => window.ChooseAsync(room));
        await session.ShowsAsync("Hello there");
    }

    [Fact]
    public async Task Choosing_one_room_after_another_leaves_one_in_the_last_only()
    {
        var (first, second) = (await chat.RoomAsync(), await chat.RoomAsync());
        await chat.SayAsync(chat.Bob, first, "In the first");
        await chat.SayAsync(chat.Bob, second, "In the second");
        var member = await chat.Forum.MemberAsync();
        var session = await chat.OpenAsync(member);
        await session.DoAsync(window => window.LookAsync(true));

        await session.DoAsync(window => Task.WhenAll(window.ChooseAsync(first), window.ChooseAsync(second)));

        await session.ShowsAsync("In the second");
        Assert.DoesNotContain(chat.Get<ChatPresence>().In(first), there => there.MemberId == member.MemberId);
        Assert.Contains(chat.Get<ChatPresence>().In(second), there => there.MemberId == member.MemberId);
        session.Dispose();
        Assert.DoesNotContain(chat.Get<ChatPresence>().In(second), there => there.MemberId == member.MemberId);
    }

    [Fact]
    public async Task A_session_that_has_ended_listens_to_nothing()
    {
        var room = await chat.RoomAsync();
        var before = chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room));
        var session = await chat.OpenAsync(chat.Bob, room);
        Assert.Equal(before + 1, chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room)));

        session.Dispose();

        Assert.Equal(before, chat.Get<LiveFeed>().CountListeners(LiveChannel.ChatRoom(room)));
    }

    [Fact]
    public async Task Messages_count_as_unread_until_they_were_on_the_screen()
    {
        var room = await chat.RoomAsync();
        using var session = await chat.OpenAsync(chat.Cleo, room);
        await session.DoAsync(window => window.LookAsync(false));
        await chat.SayAsync(chat.Bob, room, "One");
        await chat.SayAsync(chat.Bob, room, "Two");
        await chat.SayAsync(chat.Cleo, room, "My own");
        await session.ShowsAsync("One", "Two", "My own");
        Assert.Equal(2, await session.SeeAsync(window => window.Unread));

        await session.DoAsync(window => window.LookAsync(true));
        Assert.Equal(0, await session.SeeAsync(window => window.Unread));
        await chat.SayAsync(chat.Bob, room, "Three");
        await session.ShowsAsync("One", "Two", "My own", "Three");
        Assert.Equal(0, await session.SeeAsync(window => window.Unread));
    }

    [Fact]
    public async Task Days_are_those_of_the_viewer()
    {
        var room = await chat.RoomAsync();
        using var session = await chat.OpenAsync(chat.Bob, room, "Asia/Tokyo");
        using var plain = await chat.OpenAsync(chat.Bob, room, "Nowhere/Nothing");
        var said = (await chat.SayAsync(chat.Bob, room, "Late")).Value;
        var message = said with { CreatedAt = new DateTimeOffset(2026, 3, 1, 20, 0, 0, TimeSpan.Zero) };

        Assert.Equal(new DateOnly(2026, 3, 2), await session.SeeAsync(window => window.Days.Of(message.CreatedAt)));
        Assert.Equal(new DateOnly(2026, 3, 1), await plain.SeeAsync(window => window.Days.Of(message.CreatedAt)));
    }

    private static Task<List<int>> RoomsAsync(ChatWindow window) => window.SeeAsync(seen => seen.Rooms.Select(room => room.Id).ToList());

    private async Task<int> FilledRoomAsync(int count)
    {
        var room = await chat.RoomAsync();
        for (var number = 0; number < count; number++)
            await chat.SayAsync(chat.Cleo, room, $"Word {number}.");
        return room;
    }
}
