using Forum.Core.Members.Relations;
using Forum.Tests.Support;


namespace Forum.Tests.Chat;

/// <summary>Chat messages from members whom the reader has blocked.</summary>
public class BlockedInChatTests(ChatForum chat) : IClassFixture<ChatForum>
{
    [Fact]
    public async Task What_somebody_blocked_says_is_left_out_for_whoever_has_blocked_them_only()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        await chat.SayAsync(talker, room, "Before");
        await chat.SayAsync(chat.Cleo, room, "Welcome");
        Assert.True((await chat.Get<BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        using var window = await chat.OpenAsync(reader, room);
        using var other = await chat.OpenAsync(chat.Mona, room);
        await window.ShowsAsync("Welcome");
        await chat.SayAsync(talker, room, "While it is open");
        await chat.SayAsync(chat.Cleo, room, "The end");

        await other.ShowsAsync("Before", "Welcome", "While it is open", "The end");
        await window.ShowsAsync("Welcome", "The end");
        await window.DoAsync(session => session.CatchUpAsync());
        await window.DoAsync(session => session.LoadOlderAsync());
        await window.ShowsAsync("Welcome", "The end");
        var page = (await (await chat.Forum.VisitorAsync(reader)).GetAsync($"/chat?room={room}")).Body;
        Assert.Contains("The end", page, StringComparison.Ordinal);
        Assert.DoesNotContain("While it is open", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocking_takes_what_was_said_off_the_open_screen()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        await chat.SayAsync(talker, room, "One");
        await chat.SayAsync(chat.Cleo, room, "Two");
        using var window = await chat.OpenAsync(reader, room);
        await window.ShowsAsync("One", "Two");

        Assert.True((await chat.Get<BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        await window.ShowsAsync("Two");
        await chat.SayAsync(talker, room, "Three");
        await chat.SayAsync(chat.Cleo, room, "Four");
        await window.ShowsAsync("Two", "Four");
    }

    [Fact]
    public async Task Unblocking_brings_back_what_was_said_last()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        Assert.True((await chat.Get<BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        await chat.SayAsync(talker, room, "One");
        await chat.SayAsync(chat.Cleo, room, "Two");
        using var window = await chat.OpenAsync(reader, room);
        await window.ShowsAsync("Two");

        Assert.True((await chat.Get<BlockMember>().UnblockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        await window.ShowsAsync("One", "Two");
    }

    [Fact]
    public async Task A_page_of_nothing_but_blocked_messages_does_not_hide_what_was_said_before_it()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        await chat.SayAsync(chat.Cleo, room, "Long ago");
        for (var number = 0; number < Core.Chat.ChatQueries.PageSize + 5; number++)
            await chat.SayAsync(talker, room, $"Noise {number}");
        Assert.True((await chat.Get<BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        using var window = await chat.OpenAsync(reader, room);

        await window.DoAsync(session => session.LoadOlderAsync());

        await window.ShowsAsync("Long ago");
    }

    [Fact]
    public async Task What_is_left_out_is_not_unread_either()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        Assert.True((await chat.Get<BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        using var window = await chat.OpenAsync(reader, room);
        await window.DoAsync(session => session.LookAsync(false));

        await chat.SayAsync(talker, room, "Noise");
        await chat.SayAsync(chat.Cleo, room, "Music");

        await window.ShowsAsync("Music");
        Assert.Equal(1, await window.SeeAsync(session => session.Unread));
    }
}
