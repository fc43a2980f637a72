using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Chat;

public sealed class ArrangeChatRoomsTests : IAsyncLifetime
{
    private TestForum _forum = null!;
    private Cast _cast = null!;

    private ArrangeChatRooms Arrange => _forum.Services.GetRequiredService<ArrangeChatRooms>();

    public async ValueTask InitializeAsync()
    {
        _forum = await TestForum.StartAsync();
        _cast = await Cast.SetUpAsync(_forum);
    }

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task Only_an_administrator_arranges_and_the_rest_are_told_what_a_stranger_is_told()
    {
        var lobby = await _cast.LobbyIdAsync();
        foreach (var viewer in new[] { Viewer.Guest, _cast.Bob, _cast.Mona })
        {
            Assert.Same(Refusal.NotFound, (await Arrange.SaveAsync(viewer, Form("Mine"))).Refusal);
            Assert.Same(Refusal.NotFound, (await Arrange.MoveAsync(viewer, lobby, true)).Refusal);
            Assert.Same(Refusal.NotFound, (await Arrange.ArchiveAsync(viewer, lobby, true)).Refusal);
            Assert.Empty(await Arrange.ListAsync(viewer));
        }

        Assert.Same(Refusal.LockedOut, (await Arrange.SaveAsync(_cast.Lars, Form("Mine"))).Refusal);
        Assert.Null(Assert.Single(await Arrange.ListAsync(_cast.Ada)).ArchivedAt);
    }

    [Fact]
    public async Task A_name_is_something_that_is_seen_of_40_characters_at_the_most()
    {
        foreach (var name in new[] { null, "   ", "\u200b\u200d", new string('x', 41) })
            Assert.Equal("Name", (await Arrange.SaveAsync(_cast.Ada, Form(name))).Refusal?.Field);
        Assert.True((await Arrange.SaveAsync(_cast.Ada, Form(new string('x', 40)))).IsDone);
    }

    [Fact]
    public async Task Whoever_may_write_is_a_member_who_can_read()
    {
        Assert.Equal("WriteRole", (await Arrange.SaveAsync(_cast.Ada, Form("Open") with { WriteRole = Role.Guest })).Refusal?.Field);
        Assert.Equal("WriteRole", (await Arrange.SaveAsync(_cast.Ada, Form("Staff") with { ReadRole = Role.Moderator })).Refusal?.Field);
        Assert.True((await Arrange.SaveAsync(_cast.Ada, Form("Staff") with { ReadRole = Role.Moderator, WriteRole = Role.Moderator })).IsDone);
    }

    [Fact]
    public async Task Rooms_made_at_once_stand_one_behind_the_other_and_move()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Arrange.SaveAsync(_cast.Ada, Form($"Room {number}"))));
        Assert.Equal([0, 1, 2, 3, 4, 5], (await Arrange.ListAsync(_cast.Ada)).Select(room => room.Position));

        for (var step = 0; step < 7; step++)
            Assert.True((await Arrange.MoveAsync(_cast.Ada, made[4].Value, down: false)).IsDone);
        Assert.Equal(made[4].Value, (await Arrange.ListAsync(_cast.Ada))[0].Id);
        Assert.Same(Refusal.NotFound, (await Arrange.MoveAsync(_cast.Ada, 99, down: false)).Refusal);
    }

    [Fact]
    public async Task A_closed_room_is_shown_to_nobody_and_opens_again_with_what_was_said()
    {
        var lobby = await _cast.LobbyIdAsync();
        await _cast.SayAsync(_cast.Bob, "Still here?");
        var queries = _forum.Services.GetRequiredService<ChatQueries>();

        await Arrange.ArchiveAsync(_cast.Ada, lobby, archived: true);
        Assert.Empty(await queries.RoomsAsync(_cast.Bob));
        Assert.Empty(await queries.NewestAsync(_cast.Bob, lobby));

        await Arrange.ArchiveAsync(_cast.Ada, lobby, archived: false);
        Assert.Contains("Still here?", Assert.Single(await queries.NewestAsync(_cast.Bob, lobby)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renaming_a_closed_room_does_not_open_it()
    {
        var lobby = await _cast.LobbyIdAsync();
        await Arrange.ArchiveAsync(_cast.Ada, lobby, archived: true);
        await Arrange.SaveAsync(_cast.Ada, Form("Hall") with { RoomId = lobby });

        var room = Assert.Single(await Arrange.ListAsync(_cast.Ada));
        Assert.Equal("Hall", room.Name);
        Assert.NotNull(room.ArchivedAt);
    }

    private static ChatRoomForm Form(string? name) => new(null, name, Role.Guest, Role.Member);
}
