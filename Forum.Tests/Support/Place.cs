using Forum.Core.Accounts;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Support;

/// <summary>Where something is tried.</summary>
public enum PlaceKind
{
    /// <summary>Everybody reads, members write.</summary>
    Public,

    /// <summary>Members only.</summary>
    Members,

    /// <summary>Staff only; the thread's author is a member who has lost sight of it.</summary>
    Staff,

    /// <summary>Kept for reading.</summary>
    Archived,

    /// <summary>Guests may reply.</summary>
    Guests,

    /// <summary>A removed thread in a public board.</summary>
    Removed,

    /// <summary>A locked thread in a public board.</summary>
    Locked,
}

/// <summary>A thread of Bob's with one post, in a place.</summary>
public sealed record Place(int BoardId, string BoardSlug, int ThreadId, string Slug, long PostId);

/// <summary>
/// The forum in which permissions are tried: who is there, and a fresh thread in each kind of place for each try. The six that are
/// told apart are, in the order of the tables: a guest, a member who is locked out, a member, the author, a moderator, an administrator.
/// </summary>
public sealed class PermissionForum : IAsyncLifetime
{
    private readonly Dictionary<PlaceKind, (int Id, string Slug)> _boards = [];

    public CastForum Forum { get; } = new();

    /// <summary>In the order of the tables' columns.</summary>
    public IReadOnlyList<(string Name, Viewer Viewer, Visitor Visitor)> Everybody { get; private set; } = [];

    public static IEnumerable<PlaceKind> Places => Enum.GetValues<PlaceKind>();

    public static IEnumerable<PlaceKind> BoardPlaces => Places.Where(place => place < PlaceKind.Removed);

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

        // Signed in while the account was open: that is how somebody is locked out with a cookie in hand.
        var locked = await Forum.MemberAsync();
        var lockedVisitor = await Forum.VisitorAsync(locked);
        await Forum.Get<ChangeStanding>().SetLockedAsync(Forum.Ada, locked.MemberId!.Value, locked: true);
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

    /// <summary>A fresh thread. Written into the tables past the acts, which would refuse some of them.</summary>
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
        if (kind == PlaceKind.Removed)
            await Forum.ModerateAsync(Forum.Mona, thread.Id, ThreadModeration.Remove);
        return new Place(boardId, boardSlug, thread.Id, thread.Slug, post.Id);
    }

    /// <summary>Everything that the acts of the tables could change, as one line to compare.</summary>
    public async Task<string> FingerprintAsync()
    {
        await using var db = await Forum.Cast.OpenAsync();
        int[] counts =
        [
            await db.Threads.CountAsync(), await db.Threads.CountAsync(thread => thread.IsRemoved), await db.Threads.CountAsync(thread => thread.IsPinned),
            await db.Threads.CountAsync(thread => thread.LockedAt != null), await db.Posts.CountAsync(), await db.Posts.CountAsync(post => post.RemovedAt != null),
            await db.Posts.CountAsync(post => post.EditedAt != null), await db.ChatMessages.CountAsync(), await db.ChatMessages.CountAsync(message => message.RemovedAt != null),
            await db.Users.CountAsync(),
        ];
        return string.Join(' ', counts) + " " + await db.State.Select(state => state.Name).FirstAsync();
    }

    private async Task AddBoardAsync(PlaceKind kind, Role read, Role start, Role reply)
    {
        var board = await Forum.BoardAsync(read, start, reply);
        _boards[kind] = (board.Id, board.Slug);
    }
}
