using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Live;
using Forum.Core.Members.Profiles;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Support;

/// <summary>
/// The forum of the permission tests: its people, and a fresh thread in each kind of place for each attempt. The six
/// roles are, in the order of the tables: guest, locked-out member, member, author, moderator, administrator.
/// </summary>
public sealed class PermissionForum : IAsyncLifetime
{
    private readonly Dictionary<PlaceKind, (int Id, string Slug)> _boards = [];

    public CastForum Forum { get; init; } = new();

    /// <summary>The six roles, in the order of the tables' columns.</summary>
    public IReadOnlyList<(string Name, Viewer Viewer, Visitor Visitor)> Everybody { get; private set; } = [];

    public static IEnumerable<PlaceKind> Places => Enum.GetValues<PlaceKind>();

    public static IEnumerable<PlaceKind> BoardPlaces => Places.Where(place => place < PlaceKind.Removed);

    public static IEnumerable<PlaceKind> RoomPlaces => BoardPlaces.Where(place => place != PlaceKind.Guests);

    public async ValueTask InitializeAsync()
    {
        await Forum.InitializeAsync();
        await AddBoardAsync(PlaceKind.Public, Role.Guest, Role.Member, Role.Member);
        await AddBoardAsync(PlaceKind.Members, Role.Member, Role.Member, Role.Member);
        await AddBoardAsync(PlaceKind.Staff, Role.Moderator, Role.Moderator, Role.Moderator);
        await AddBoardAsync(PlaceKind.Archived, Role.Guest, Role.Member, Role.Member);
        await AddBoardAsync(PlaceKind.Guests, Role.Guest, Role.Member, Role.Guest);
        await using (var db = await Forum.Cast.OpenAsync())
        {
            await db.Boards.Where(board => board.Id == _boards[PlaceKind.Archived].Id)
                .ExecuteUpdateAsync(set => set.SetProperty(board => board.ArchivedAt, DateTimeOffset.UnixEpoch));
        }

        // Signed in before the lock: that is how a locked-out member can have a cookie.
        var locked = await Forum.MemberAsync();
        var lockedVisitor = await Forum.VisitorAsync(locked);
        await Forum.Get<ChangeMemberStatus>().SetLockedAsync(Forum.Ada, locked.MemberId!.Value, locked: true);
        Everybody =
        [
            ("guest", Viewer.Guest, Forum.Guest()),
            ("locked out", await Forum.Cast.NowAsync(locked), lockedVisitor),
            ("member", Forum.Cleo, await Forum.VisitorAsync(Forum.Cleo)),
            ("author", Forum.Bob, await Forum.VisitorAsync(Forum.Bob)),
            ("moderator", Forum.Mona, await Forum.VisitorAsync(Forum.Mona)),
            ("administrator", Forum.Ada, await Forum.VisitorAsync(Forum.Ada)),
        ];
    }

    public ValueTask DisposeAsync() => Forum.DisposeAsync();

    /// <summary>A fresh thread. Written to the tables directly, because acts would refuse some of them.</summary>
    public async Task<Place> MakeAsync(PlaceKind kind)
    {
        var (boardId, boardSlug) = _boards[kind < PlaceKind.Removed ? kind : PlaceKind.Public];
        await using var db = await Forum.Cast.OpenAsync();
        var now = DateTimeOffset.UtcNow;
        var thread = new ForumThread
        {
            BoardId = boardId,
            Title = "Secret title",
            Slug = "secret-title",
            AuthorId = Forum.Bob.MemberId,
            CreatedAt = now,
            LastNumber = 1,
            PostCount = 1,
            LastPostAt = now,
            LastPosterId = Forum.Bob.MemberId,
            LockedAt = kind == PlaceKind.Locked ? now : null,
        };
        var post = new Post
        {
            Thread = thread,
            Number = 1,
            AuthorId = Forum.Bob.MemberId,
            CreatedAt = now,
            Markdown = "Secret text",
            Html = "<p>Secret text</p>",
            RendererVersion = int.MaxValue,
            SubmissionId = Guid.NewGuid(),
        };
        db.AddRange(thread, post);
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "PostSearch" (rowid, "Title", "Text", "Facts")
            VALUES ({post.Id}, {thread.Title}, 'Secret text', {$"b{boardId} t{thread.Id} a{post.AuthorId}"})
            """);

        // This isn't an act, so publish the change here.
        Forum.Get<ChangeCounters>().Changed(LiveChannel.Board(boardId));
        Forum.Get<ChangeCounters>().Changed(LiveChannel.Profile(Forum.Bob.MemberId!.Value));
        if (kind == PlaceKind.Removed)
            await Forum.ModerateAsync(Forum.Mona, thread.Id, ThreadModeration.Remove);
        return new Place(boardId, boardSlug, thread.Id, thread.Slug, post.Id);
    }

    /// <summary>Everything that acts can change.</summary>
    public async Task<Fingerprint> FingerprintAsync()
    {
        await using var db = await Forum.Cast.OpenAsync();
        return await Fingerprint.OfAsync(db);
    }

    /// <summary>Ensures that everyone's next request to ignore or watch a board is a change.</summary>
    public async Task IgnoreNothingAsync(int boardId)
    {
        await using var db = await Forum.Cast.OpenAsync();
        await db.IgnoredBoards.Where(ignored => ignored.BoardId == boardId).ExecuteDeleteAsync();
        await db.BoardWatches.Where(watch => watch.BoardId == boardId).ExecuteDeleteAsync();
    }

    /// <summary>The chat room for a kind of place; an archived one is closed.</summary>
    public async Task<int> RoomAsync(PlaceKind where)
    {
        await using var db = await Forum.Cast.OpenAsync();
        if (db.ChatRooms.FirstOrDefault(room => room.Name == where.ToString()) is { } known)
            return known.Id;
        var role = where switch { PlaceKind.Members => Role.Member, PlaceKind.Staff => Role.Moderator, _ => Role.Guest };
        var rooms = Forum.Get<ArrangeChatRooms>();
        var form = new ChatRoomForm(null, where.ToString(), role, role > Role.Member ? role : Role.Member);
        var roomId = (await rooms.SaveAsync(Forum.Ada, form)).Value;
        if (where == PlaceKind.Archived)
            Assert.True((await rooms.ArchiveAsync(Forum.Ada, roomId, archived: true)).IsDone);
        return roomId;
    }

    /// <summary>A fresh message by Bob in the room for a kind of place.</summary>
    public async Task<long> MessageAsync(PlaceKind where)
    {
        var roomId = await RoomAsync(where);
        await using var db = await Forum.Cast.OpenAsync();
        var message = new ChatMessage
        {
            RoomId = roomId,
            AuthorId = Forum.Bob.MemberId,
            CreatedAt = DateTimeOffset.UtcNow,
            Markdown = "Secret text",
            Html = "Secret text",
            SubmissionId = Guid.NewGuid(),
        };
        db.ChatMessages.Add(message);
        await db.SaveChangesAsync();

        // Written without an act, so the cached page must be invalidated here.
        Forum.Get<ChangeCounters>().Changed(LiveChannel.ChatRoom(roomId));
        return message.Id;
    }

    private async Task AddBoardAsync(PlaceKind kind, Role read, Role start, Role reply)
    {
        var board = await Forum.BoardAsync(read, start, reply);
        _boards[kind] = (board.Id, board.Slug);
    }
}
