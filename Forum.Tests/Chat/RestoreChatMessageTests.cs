using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Chat;

/// <summary>Removed messages that come back.</summary>
public class RestoreChatMessageTests(ChatForum chat) : IClassFixture<ChatForum>
{
    [Fact]
    public async Task Authors_restore_what_they_removed_themselves_and_moderators_anything()
    {
        var room = await chat.RoomAsync();
        var first = (await chat.SayAsync(chat.Bob, room, "First")).Value;
        var second = (await chat.SayAsync(chat.Bob, room, "Second")).Value;
        await chat.RemoveAsync(chat.Bob, first.Id);
        await chat.RemoveAsync(chat.Mona, second.Id);

        Assert.Same(Refusal.NotAllowed, (await chat.RestoreAsync(chat.Cleo, first.Id)).Refusal);
        Assert.Same(Refusal.SignInFirst, (await chat.RestoreAsync(Viewer.Guest, first.Id)).Refusal);
        Assert.Same(Refusal.NotAllowed, (await chat.RestoreAsync(chat.Bob, second.Id)).Refusal);
        Assert.Empty(await chat.NewestAsync(chat.Bob, room));

        Assert.True((await chat.RestoreAsync(chat.Bob, first.Id)).IsDone);
        Assert.True((await chat.RestoreAsync(chat.Bob, first.Id)).IsDone);
        Assert.True((await chat.RestoreAsync(chat.Mona, second.Id)).IsDone);
        Assert.Equal([first, second], await chat.NewestAsync(chat.Bob, room));
    }

    [Fact]
    public async Task A_message_whose_author_was_deleted_with_all_messages_stays_removed()
    {
        var room = await chat.RoomAsync();
        var message = (await chat.SayAsync(chat.Bob, room, "Secret")).Value;
        await using (var db = await chat.Forum.Cast.OpenAsync())
        {
            await db.ChatMessages.Where(said => said.Id == message.Id).ExecuteUpdateAsync(
                set => set.SetProperty(said => said.Markdown, "").SetProperty(said => said.Html, "").SetProperty(said => said.RemovedAt, DateTimeOffset.UtcNow),
                TestContext.Current.CancellationToken);
        }

        Assert.Contains("can't be restored", (await chat.RestoreAsync(chat.Mona, message.Id)).Refusal!.Text, StringComparison.Ordinal);
        Assert.Empty(await chat.NewestAsync(chat.Bob, room));
    }

    [Fact]
    public async Task It_is_back_at_its_place_on_every_screen()
    {
        var room = await chat.RoomAsync();
        foreach (var word in new[] { "One", "Two", "Three" })
            await chat.SayAsync(chat.Bob, room, word);
        var second = (await chat.NewestAsync(chat.Bob, room))[1].Id;
        using var bob = await chat.OpenAsync(chat.Bob, room);
        using var cleo = await chat.OpenAsync(chat.Cleo, room);

        Assert.Null(await bob.DoAsync(window => window.RemoveAsync(second, restore: false)));
        await bob.ShowsAsync("One", "Three");
        await cleo.ShowsAsync("One", "Three");
        Assert.Null(await bob.DoAsync(window => window.RemoveAsync(second, restore: true)));

        await bob.ShowsAsync("One", "Two", "Three");
        await cleo.ShowsAsync("One", "Two", "Three");
        Assert.Same(Refusal.NotAllowed, await cleo.DoAsync(window => window.RemoveAsync(second, restore: false)));
    }

    [Fact]
    public async Task Of_an_earlier_page_it_comes_when_that_is_loaded()
    {
        var room = await chat.RoomAsync();
        for (var number = 0; number < 60; number++)
            await chat.SayAsync(chat.Cleo, room, $"Word {number}.");
        using var window = await chat.OpenAsync(chat.Bob, room);
        var early = (await chat.Get<ChatQueries>().BeforeAsync(chat.Bob, room, await window.SeeAsync(seen => seen.Messages[0].Message.Id), TestContext.Current.CancellationToken))[3].Id;
        await chat.RemoveAsync(chat.Mona, early);
        await chat.RestoreAsync(chat.Mona, early);
        await chat.SayAsync(chat.Cleo, room, "Word 60.");

        await window.ShowsAsync([.. Enumerable.Range(10, 51).Select(number => $"Word {number}.")]);
        await window.DoAsync(session => session.LoadOlderAsync());
        await window.ShowsAsync([.. Enumerable.Range(0, 61).Select(number => $"Word {number}.")]);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(5)]
    public async Task Restored_while_the_line_was_down_it_is_there_after_catching_up(int place)
    {
        var room = await chat.RoomAsync();
        for (var number = 0; number < 80; number++)
            await chat.SayAsync(chat.Cleo, room, $"Word {number}.");
        using var window = await chat.OpenAsync(chat.Bob, room);
        await window.DoAsync(session => session.LoadOlderAsync());
        var id = await window.SeeAsync(seen => seen.Messages[place].Message.Id);
        await chat.RemoveAsync(chat.Cleo, id);
        await window.ShowsAsync([.. Enumerable.Range(0, 80).Where(number => number != place).Select(number => $"Word {number}.")]);
        window.IsLineDown = true;
        await chat.RestoreAsync(chat.Cleo, id);

        await window.DoAsync(session => session.CatchUpAsync());

        await window.ShowsAsync([.. Enumerable.Range(0, 80).Select(number => $"Word {number}.")]);
    }

    [Fact]
    public async Task What_was_blocked_stays_out_of_sight()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        var noise = (await chat.SayAsync(talker, room, "Noise")).Value.Id;
        await chat.RemoveAsync(talker, noise);
        Assert.True((await chat.Get<Forum.Core.Members.Relations.BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        using var window = await chat.OpenAsync(reader, room);

        await chat.RestoreAsync(talker, noise);
        await chat.SayAsync(chat.Cleo, room, "Music");

        await window.ShowsAsync("Music");
    }
}
