using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Statistics;
using Forum.Core.Threads;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>
/// A running forum with its cast, shared by the tests of a class. Starting one takes a second, so a test creates the
/// boards, threads and members it depends on, instead of a forum.
/// </summary>
public sealed class CastForum : IAsyncLifetime
{
    private readonly Dictionary<int, Visitor> _signedIn = [];
    private int _made;

    /// <summary>Replaces services at the boundary of the process before the forum starts.</summary>
    public Action<IServiceCollection> Replace { get; init; } = static _ => { };

    /// <summary>Settings in addition to the tests' defaults.</summary>
    public (string Key, string Value)[] Settings { get; init; } = [];

    public TestForum Forum { get; private set; } = null!;

    public Cast Cast { get; private set; } = null!;

    public Viewer Ada => Cast.Ada;

    public Viewer Mona => Cast.Mona;

    public Viewer Bob => Cast.Bob;

    public Viewer Cleo => Cast.Cleo;

    public Viewer Lars => Cast.Lars;

    public async ValueTask InitializeAsync()
    {
        Forum = await TestForum.StartAsync(Replace, Settings);
        Cast = await Cast.SetUpAsync(Forum);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _signedIn.Values)
            visitor.Dispose();
        await Forum.DisposeAsync();
    }

    public T Get<T>()
        where T : notnull => Forum.Services.GetRequiredService<T>();

    /// <summary>A name that no other test of this forum uses.</summary>
    public string Fresh(string name) => $"{name}{Interlocked.Increment(ref _made)}";

    /// <summary>A member for this test only.</summary>
    public Task<Viewer> MemberAsync() => Cast.RegisterAsync(Fresh("Guido"));

    /// <summary>A board for this test only.</summary>
    public async Task<BoardView> BoardAsync(Role read = Role.Guest, Role start = Role.Member, Role reply = Role.Member)
    {
        int categoryId;
        await using (var db = await Cast.OpenAsync())
            categoryId = db.Categories.Select(category => category.Id).First();
        var form = new BoardForm(null, categoryId, Fresh("Corner "), "A corner.", read, start, reply);
        var saved = await Get<ArrangeBoards>().SaveBoardAsync(Ada, form);
        return (await Get<BoardQueries>().FindAsync(Ada, saved.Value))!;
    }

    public async Task ArchiveAsync(BoardView board) => Assert.True((await Get<ArrangeBoards>().ArchiveAsync(Ada, 0, board.Id, archived: true)).IsDone);

    public Task<BoardView?> SeenBoardAsync(Viewer viewer, int boardId) => Get<BoardQueries>().FindAsync(viewer, boardId).AsTask();

    public Task<Outcome<ThreadPlace>> StartAsync(Viewer author, int boardId, string? title, string? text = "The first post.", Guid? submission = null) =>
        Get<StartThread>().RunAsync(author, new NewThread(boardId, title, text, submission ?? Guid.NewGuid()));

    /// <summary>A thread for this test only, by Bob in a public board.</summary>
    public async Task<ThreadPlace> ThreadAsync(Viewer? author = null, int? boardId = null, string text = "The first post.") =>
        (await StartAsync(author ?? Bob, boardId ?? await Cast.BoardIdAsync("general"), Fresh("A thread "), text)).Value;

    public Task<ThreadView?> SeenThreadAsync(Viewer viewer, int threadId) => Get<ThreadQueries>().FindAsync(viewer, threadId).AsTask();

    public Task<IReadOnlyList<ThreadRow>> RowsAsync(Viewer viewer, int boardId, int page = 1, bool removed = false) =>
        Get<ThreadQueries>().PageAsync(viewer, boardId, page, removed);

    public Task<Outcome<Done>> ModerateAsync(Viewer viewer, int threadId, ThreadModeration act, string? reason = null) =>
        Get<ModerateThread>().RunAsync(viewer, threadId, act, reason);

    public Task<Outcome<PostView>> ReplyAsync(Viewer author, int threadId, string? text, Guid? submission = null) =>
        Get<PostReply>().RunAsync(author, new NewReply(threadId, text, submission ?? Guid.NewGuid()));

    public Task<Outcome<PostView>> EditAsync(Viewer viewer, PostView post, string? text, string? title = null) =>
        Get<EditPost>().RunAsync(viewer, new PostEdit(post.Id, text, title, post.EditedAt));

    public Task<Outcome<PostView>> RemoveAsync(Viewer viewer, long postId, string? reason = null) => Get<RemovePost>().RunAsync(viewer, postId, reason);

    public Task<Outcome<PostView>> RestoreAsync(Viewer viewer, long postId) => Get<RemovePost>().RestoreAsync(viewer, postId);

    /// <summary>The posts of a page of a thread.</summary>
    public Task<IReadOnlyList<PostView>> PostsAsync(int threadId, int page = 1) => Get<PostQueries>().PageAsync(threadId, page);

    /// <summary>Reconciles every counter with the rows it counts.</summary>
    public async Task CountersAreRightAsync() => Assert.Empty(await Get<CounterAudit>().CheckAsync());

    /// <summary>A visitor with their own browser who isn't signed in.</summary>
    public Visitor Guest()
    {
        var (client, cookies) = Forum.CreateClientWithCookies(followRedirects: false);
        return new Visitor(client, cookies);
    }

    /// <summary>The member's signed-in browser, the same one each time; a guest's is always new.</summary>
    public async Task<Visitor> VisitorAsync(Viewer viewer)
    {
        if (viewer.MemberId is not { } id)
            return Guest();
        if (_signedIn.TryGetValue(id, out var known))
            return known;
        var visitor = Guest();
        await visitor.SignInAsync(viewer.Name);
        return _signedIn[id] = visitor;
    }
}
