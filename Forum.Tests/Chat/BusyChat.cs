using Forum.Core.Chat;
using Forum.Tests.Data;
using Forum.Tests.Support;

namespace Forum.Tests.Chat;

/// <summary>What is said and read once in the busy forum's chat.</summary>
internal sealed class BusyChat(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        var (chat, marks, roomId) = (forum.Get<ChatQueries>(), forum.Get<ChatReadMarks>(), await forum.Cast.LobbyIdAsync());
        var submission = Guid.NewGuid();
        var said = (await forum.Get<PostChatMessage>().RunAsync(forum.Bob, new NewChatMessage(roomId, "Hello @Cleo", submission))).Value;
        await forum.Get<PostChatMessage>().RunAsync(forum.Bob, new NewChatMessage(roomId, "Hello @Cleo", submission));
        Assert.NotEmpty(await chat.RoomsAsync(forum.Cleo));
        var newest = await chat.NewestAsync(forum.Cleo, roomId);
        Assert.NotEmpty(await chat.BeforeAsync(forum.Cleo, roomId, newest[0].Id));
        Assert.NotEmpty(await chat.NotRemovedAsync(forum.Cleo, roomId, [.. newest.Select(message => message.Id)]));
        marks.Read(forum.Cleo, roomId, newest[0].Id);
        await marks.WriteBatchAsync();
        Assert.NotEqual(0, await chat.CountUnreadAsync(forum.Cleo, roomId));
        await forum.Get<RemoveChatMessage>().RunAsync(forum.Bob, said.Id);
        await forum.Get<RemoveChatMessage>().RestoreAsync(forum.Bob, said.Id);
        await forum.Get<RemoveChatMessage>().RunAsync(forum.Bob, said.Id);
    }
}
