using Bunit;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;
using Forum.Web.Chat;
using Forum.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Chat;

public class ChatPanelTests(ChatForum chat) : DrawnTest, IClassFixture<ChatForum>
{
    [Fact]
    public async Task Messages_stand_under_their_days()
    {
        var room = await chat.RoomAsync();
        var old = (await chat.SayAsync(chat.Bob, room, "From **long** ago")).Value;
        await using (var db = await chat.Forum.Cast.OpenAsync())
        {
            await db.ChatMessages.Where(message => message.Id == old.Id).ExecuteUpdateAsync(
                set => set.SetProperty(message => message.CreatedAt, new DateTimeOffset(2020, 5, 6, 7, 8, 9, TimeSpan.Zero)),
                    TestContext.Current.CancellationToken);
        }

        await chat.SayAsync(chat.Bob, room, "From today");
        await chat.SayAsync(chat.Cleo, room, "From today too");

        var panel = await DrawAsync(chat.Cleo, room, 3);

        Assert.Equal(["6 May 2020", "Today"], panel.FindAll(".chat-day").Select(day => day.TextContent));
        Assert.Equal("long", panel.Find(".chat-text strong").TextContent);
        Assert.Equal(["Bob", "Bob", "Cleo"], panel.FindAll(".chat-author").Select(author => author.TextContent));
        Assert.Equal("This is the start of the chat.", panel.Find(".chat-empty").TextContent);
        Assert.Equal(room.ToString(null as IFormatProvider), panel.Find(".chat-form").GetAttribute("data-room"));
    }

    [Fact]
    public async Task A_message_that_comes_appears_and_one_that_is_removed_goes()
    {
        var room = await chat.RoomAsync();
        var panel = await DrawAsync(chat.Cleo, room, 0);
        Assert.StartsWith("No messages yet", panel.Find(".chat-empty").TextContent, StringComparison.Ordinal);

        var message = (await chat.SayAsync(chat.Bob, room, "Hello")).Value;
        await panel.WaitForStateAsync(() => panel.FindAll(".chat-message").Count == 1, TimeSpan.FromSeconds(15));
        Assert.Equal(message.Id.ToString(null as IFormatProvider), panel.Find(".chat-message").GetAttribute("data-message"));

        await chat.RemoveAsync(chat.Bob, message.Id);
        await panel.WaitForStateAsync(() => panel.FindAll(".chat-message").Count == 0, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Messages_of_one_author_are_a_group_whatever_comes_goes_or_returns_in_between()
    {
        var room = await chat.RoomAsync();
        var first = (await chat.SayAsync(chat.Bob, room, "One")).Value.Id;
        await chat.SayAsync(chat.Bob, room, "Two");
        var between = (await chat.SayAsync(chat.Cleo, room, "Three")).Value.Id;
        await chat.SayAsync(chat.Bob, room, "Four");
        await chat.SayAsync(chat.Bob, room, "Five");
        var panel = await DrawAsync(chat.Mona, room, 5);
        Assert.Equal("One -Two Three Four -Five", Groups(panel));

        await ShowsAfterAsync(() => chat.RemoveAsync(chat.Mona, first), "Two Three Four -Five");
        await ShowsAfterAsync(() => chat.RemoveAsync(chat.Cleo, between), "Two -Four -Five");
        await ShowsAfterAsync(() => chat.RestoreAsync(chat.Mona, first), "One -Two -Four -Five");
        await ShowsAfterAsync(() => chat.RestoreAsync(chat.Cleo, between), "One -Two Three Four -Five");
        await ShowsAfterAsync(() => chat.SayAsync(chat.Bob, room, "Six"), "One -Two Three Four -Five -Six");

        async Task ShowsAfterAsync(Func<Task> change, string expected)
        {
            await change();
            await Eventually.HoldsAsync(() => Task.FromResult(Groups(panel) == expected), () => $"Shown: {Groups(panel)}");
        }
    }

    [Fact]
    public async Task Whoever_has_blocked_somebody_sees_one_group_around_them()
    {
        var (room, reader, talker) = (await chat.RoomAsync(), await chat.Forum.MemberAsync(), await chat.Forum.MemberAsync());
        await chat.SayAsync(chat.Bob, room, "One");
        await chat.SayAsync(talker, room, "Noise");
        await chat.SayAsync(chat.Bob, room, "Two");
        var panel = await DrawAsync(reader, room, 3);
        Assert.Equal("One Noise Two", Groups(panel));

        Assert.True((await chat.Get<BlockMember>().BlockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        await Eventually.HoldsAsync(() => Task.FromResult(Groups(panel) == "One -Two"), () => $"Shown: {Groups(panel)}");
        Assert.True((await chat.Get<BlockMember>().UnblockAsync(reader, talker.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        await Eventually.HoldsAsync(() => Task.FromResult(Groups(panel) == "One Noise Two"), () => $"Shown: {Groups(panel)}");
    }

    [Fact]
    public async Task A_guest_reads_and_is_asked_to_sign_in()
    {
        var panel = await DrawAsync(Viewer.Guest, await chat.RoomAsync(), 0);

        Assert.Equal("/sign-in", panel.Find(".chat-refusal a").GetAttribute("href"));
        Assert.Empty(panel.FindAll("form"));
    }

    [Fact]
    public async Task A_refusal_to_send_is_a_sentence_for_the_page()
    {
        var room = await chat.RoomAsync();
        var panel = await DrawAsync(chat.Cleo, room, 0);

        Assert.Contains("2,001",
            await panel.InvokeAsync(() => panel.Instance.SendAsync(room, Guid.NewGuid(), new string('x', ChatMessage.MaxLength + 1))),
            StringComparison.Ordinal);
        Assert.Null(await panel.InvokeAsync(() => panel.Instance.SendAsync(room, Guid.NewGuid(), "Fine")));
        Assert.Equal("Not found. It may have been removed, or you may not have access to it.", await panel.InvokeAsync(() => panel.Instance.RemoveAsync(long.MaxValue, restore: false)));
    }

    // The texts, with a dash before those that continue a group.
    private static string Groups(IRenderedComponent<ChatPanel> panel) => string.Join(' ', panel.FindAll(".chat-message")
        .Select(message => (message.ClassList.Contains("chat-continued") ? "-" : "") + message.QuerySelector(".chat-text")!.TextContent.Trim()));

    private async Task<IRenderedComponent<ChatPanel>> DrawAsync(Viewer viewer, int room, int messages)
    {
        Services.AddSingleton(chat.Session(viewer));
        Services.AddSingleton(chat.Get<LiveMarkup>());
        var panel = Render<ChatPanel>();
        await panel.WaitForStateAsync(() => panel.FindAll($"#chat-room option[value=\"{room}\"]").Count == 1, TimeSpan.FromSeconds(15));
        await panel.Find("#chat-room").ChangeAsync(new() { Value = room.ToString(null as IFormatProvider) });
        await panel.WaitForStateAsync(() => panel.FindAll(".chat-message").Count == messages, TimeSpan.FromSeconds(15));
        return panel;
    }
}
