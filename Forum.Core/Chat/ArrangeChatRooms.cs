using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>A chat room, as submitted.</summary>
/// <param name="RoomId">The room; null to create one at the end.</param>
/// <param name="Name">The name, up to <see cref="ChatRoom.MaxNameLength"/> characters.</param>
/// <param name="ReadRole">The minimum role to read.</param>
/// <param name="WriteRole">The minimum role to write; at least member.</param>
public sealed record ChatRoomForm(int? RoomId, string? Name, Role ReadRole, Role WriteRole);

/// <summary>Creates, changes, orders and closes chat rooms. Administrators only.</summary>
[ReliesOnSingleWriter("computes positions from the other rooms")]
public sealed class ArrangeChatRooms(ForumWriter writer, IDbContextFactory<ForumDb> databases, LiveFeed feed)
{
    /// <summary>All rooms in order, including closed ones; empty if the viewer isn't an administrator.</summary>
    public async Task<IReadOnlyList<ChatRoom>> ListAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.ChatRooms.AsNoTracking().OrderBy(room => room.Position).ThenBy(room => room.Id).ToListAsync(cancellation);
    }

    /// <summary>Creates or changes a room.</summary>
    /// <returns>The room's key, or a refusal.</returns>
    public Task<Outcome<int>> SaveAsync(Viewer viewer, ChatRoomForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var name = WritingRules.CleanTitle(form.Name);
        if (!ShownText.IsVisible(name) || ShownText.IsLongerThan(name, ChatRoom.MaxNameLength))
            return Task.FromResult<Outcome<int>>(new Refusal("The name must be 1 to {0} characters long.", nameof(form.Name), ChatRoom.MaxNameLength));
        if (!Enum.IsDefined(form.ReadRole) || !Enum.IsDefined(form.WriteRole) || form.WriteRole < form.ReadRole || form.WriteRole < Role.Member)
            return Task.FromResult<Outcome<int>>(new Refusal("Only members who can read a room can post in it.", nameof(form.WriteRole)));

        return ChangeAsync<int>(viewer, async scope =>
        {
            var room = form.RoomId is null
                ? scope.Db.ChatRooms.Add(new ChatRoom { Name = name, Position = await scope.Db.ChatRooms.CountAsync(cancellation) }).Entity
                : await scope.Db.ChatRooms.FirstOrDefaultAsync(room => room.Id == form.RoomId, cancellation);
            if (room is null)
                return Refusal.NotFound;
            room.Name = name;
            room.ReadRole = form.ReadRole;
            room.WriteRole = form.WriteRole;
            await scope.Db.SaveChangesAsync(cancellation);
            return room.Id;
        }, cancellation);
    }

    /// <summary>Closes a room, so that it's no longer shown, or reopens it with all its messages.</summary>
    public Task<Outcome<Done>> ArchiveAsync(Viewer viewer, int roomId, bool archived, CancellationToken cancellation = default) =>
        ChangeAsync<Done>(viewer, async scope =>
        {
            var room = await scope.Db.ChatRooms.FirstOrDefaultAsync(room => room.Id == roomId, cancellation);
            if (room is null)
                return Refusal.NotFound;
            room.ArchivedAt = archived ? room.ArchivedAt ?? scope.Now : null;
            return default(Done);
        }, cancellation);

    /// <summary>Moves a room up or down. Does nothing at the end of the list.</summary>
    /// <param name="down">Down instead of up.</param>
    public Task<Outcome<Done>> MoveAsync(Viewer viewer, int roomId, bool down, CancellationToken cancellation = default) =>
        ChangeAsync<Done>(viewer, async scope =>
        {
            var rooms = await scope.Db.ChatRooms.OrderBy(room => room.Position).ThenBy(room => room.Id).ToListAsync(cancellation);
            var from = rooms.FindIndex(room => room.Id == roomId);
            if (from < 0)
                return Refusal.NotFound;
            var to = from + (down ? 1 : -1);
            if (to >= 0 && to < rooms.Count)
                (rooms[from], rooms[to]) = (rooms[to], rooms[from]);
            rooms.ForEach(room => room.Position = rooms.IndexOf(room));
            return default(Done);
        }, cancellation);

    private async Task<Outcome<T>> ChangeAsync<T>(Viewer viewer, Func<WriteScope, Task<Outcome<T>>> change, CancellationToken cancellation)
    {
        var outcome = await writer.WriteAsync<T>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                scope.Raise(new ChatRoomsChanged());
                return await change(scope);
            },
            cancellation);
        if (outcome.IsDone)
            feed.CutAll();
        return outcome;
    }
}
