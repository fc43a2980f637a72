using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members;
using Forum.Core.Posts;
using Forum.Core.Site;
using Forum.Core.Statistics;
using Forum.Core.Threads;
using Forum.Tests.Access;
using Forum.Tests.Support;
using Forum.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Forum.Tests.Data;

/// <summary>
/// A forum in which everything has been done once while its queries were recorded. A test names what's missing.
/// </summary>
public sealed class BusyForum : IAsyncLifetime
{
    private static readonly string[] Administration = ["admin", "admin/accounts", "admin/boards", "admin/general", "admin/invitations", "admin/mail", "admin/members", "admin/pages", "admin/rooms", "admin/system"];

    private readonly PermissionForum _site;
    private Place _place = null!;

    public BusyForum() => _site = new PermissionForum
    {
        Forum = new CastForum
        {
            Replace = services =>
            {
                Recorder.ListenTo(services);

                // Batches are written below, and emails aren't delivered, so the counted queries are those of the
                // pages.
                services.AddSingleton<TimeProvider, WithoutTimers>();
                services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService)
                    && service.ImplementationFactory?.GetType().GenericTypeArguments[^1] == typeof(MailDelivery)));
            },
        },
    };

    public QueryRecorder Recorder { get; } = new();

    public CastForum Forum => _site.Forum;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await FillAsync();
        await OpenPagesAsync();
        await SendFormsAsync();
        await ReadAsync();
        await ActAsync();
        await AdministerAsync();
        foreach (var room in typeof(IBusyRoom).Assembly.GetTypes().Where(static type => type.IsClass && type.IsAssignableTo(typeof(IBusyRoom))).OrderBy(static type => type.FullName, StringComparer.Ordinal))
            await ((IBusyRoom)Activator.CreateInstance(room, Forum)!).RunAsync(_place);
        await WorkAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>
    /// How many reads each page takes with nothing cached: the addresses, each with the reads for a guest, a member and
    /// a moderator.
    /// </summary>
    public async Task<IReadOnlyList<(string Address, int[] Reads)>> CountReadsAsync()
    {
        string[] addresses =
        [
            "/", "/b/general", "/b/general?page=2", $"/t/{_place.ThreadId}/{_place.Slug}", $"/t/{_place.ThreadId}/{_place.Slug}?page=3",
            $"/p/{_place.PostId}", $"/t/{_place.ThreadId}/reply", "/b/general/new", "/u/Bob", "/chat", "/sign-in", "/register", "/u/Bob/threads", "/u/Bob/replies", "/u/Bob/reactions", "/settings/account",
            "/settings/sessions", "/settings/privacy", "/settings/preferences", "/following", "/u/Bob/card", "/settings/data", "/settings/linked", "/notifications", "/watching", "/settings/notifications",
            "/search?q=post&author=Bob",
            "/search?q=post&board=general", $"/search?q=post&thread={_place.ThreadId}", "/feed", "/feed/rss", "/b/general/feed", $"/t/{_place.ThreadId}/feed", "/u/Bob/feed",
        ];
        Visitor[] visitors = [Forum.Guest(), await Forum.VisitorAsync(Forum.Cleo), await Forum.VisitorAsync(Forum.Mona)];
        var counted = new List<(string, int[])>();
        foreach (var address in addresses)
        {
            var reads = new int[visitors.Length];
            for (var i = 0; i < visitors.Length; i++)
            {
                await visitors[i].GetAsync(address);
                await ForgetPagesAsync();
                var before = Recorder.Reads;
                await visitors[i].GetAsync(address);
                reads[i] = Recorder.Reads - before;
            }

            counted.Add((address, reads));
        }

        return counted;
    }

    // As after a reply. What's cached until boards or rooms are rearranged stays.
    private async Task ForgetPagesAsync()
    {
        var changes = Forum.Get<ChangeCounters>();
        changes.Changed(LiveChannel.ChatRoom(await Forum.Cast.LobbyIdAsync()));
        changes.Changed(LiveChannel.Home);
        changes.Changed(LiveChannel.Board(_place.BoardId));
        changes.Changed(LiveChannel.Thread(_place.ThreadId));
    }

    private IEnumerable<BatchedWrites> Batches() => Forum.Forum.Services.GetServices<IHostedService>().OfType<BatchedWrites>();

    private async Task FillAsync()
    {
        var now = DateTimeOffset.UtcNow.AddYears(-1);
        var members = Enumerable.Range(0, 60).Select(i => new ImportedMember($"Walker{i}", $"walker{i}@example.org", now)).ToList();
        Assert.Equal(60, (await Forum.Get<ImportMembers>().RunAsync(members, null)).Value.Count);

        var boardId = await Forum.Cast.BoardIdAsync("general");
        var threads = Enumerable.Range(0, 300).Select(i => new ImportedThread(boardId, $"Thread {i}") { IsPinned = i % 50 == 0 }).ToList();
        var posts = threads.Concat(threads).Concat(Enumerable.Repeat(threads[^1], 60))
            .Select((thread, i) => new ImportedPost(thread, Forum.Bob.MemberId, now.AddMinutes(i), $"Post {i} for @Cleo")).ToList();
        var import = Forum.Get<ImportPosts>();
        Assert.True((await import.WriteAsync((await import.RenderAsync(posts)).Value)).IsDone);
        var said = Enumerable.Range(0, 200).Select(i => new ImportedMessage(Forum.Bob.MemberId!.Value, now.AddMinutes(i), $"Hello {i}, @Cleo")).ToList();
        Assert.Equal(200, (await Forum.Get<ImportChat>().RunAsync(await Forum.Cast.LobbyIdAsync(), said)).Value);

        await using var db = await Forum.Cast.OpenAsync();
        var last = await db.Posts.OrderByDescending(post => post.Id).Select(post => new { post.Id, post.ThreadId, post.Thread!.Slug }).FirstAsync();
        _place = new Place(boardId, "general", last.ThreadId, last.Slug, last.Id);
        var removed = await db.Threads.Where(thread => thread.BoardId == boardId && thread.Id < last.ThreadId - 200).Select(thread => thread.Id).Take(25).ToListAsync();
        foreach (var threadId in removed)
            await Forum.ModerateAsync(Forum.Mona, threadId, ThreadModeration.Remove);
    }

    private async Task OpenPagesAsync()
    {
        string[] more = ["b/{board}?page=2", "b/{board}?show=removed", "t/{thread}/{slug}?page=2", "t/{thread}/{slug}?page=99", .. Administration];
        foreach (var what in RouteTables.Reading.Things.Concat(RouteTables.ReadingAnywhere.Things).Concat(more))
        {
            foreach (var (_, _, visitor) in _site.Everybody)
                await visitor.GetAsync(RouteRequests.Address(what, _place));
        }
    }

    private async Task SendFormsAsync()
    {
        foreach (var (_, _, visitor) in _site.Everybody)
        {
            var token = (await visitor.OpenAsync("/sign-in", "value=\"sign-in\""))["__RequestVerificationToken"];
            foreach (var where in new[] { PlaceKind.Public, PlaceKind.Guests })
            {
                // In the order of the table: the edited post is removed and restored, and the thread is moderated last.
                var place = await _site.MakeAsync(where);
                foreach (var what in RouteTables.Writing.Things.Concat(RouteTables.WritingAnywhere.Things))
                    await visitor.PostAsync(RouteRequests.Address(what.Split(' ')[0], place), RouteRequests.Fields(what, token));
            }
        }

        using var guest = Forum.Guest();
        await guest.SubmitAsync("/sign-in", "sign-in", ("Form.Name", "Bob"), ("Form.Password", "the wrong one"));
        await guest.SubmitAsync("/sign-in", "sign-in", ("Form.Name", "bob@example.org"), ("Form.Password", Cast.Password));
        using var newcomer = Forum.Guest();
        await newcomer.SubmitAsync("/register", "register", ("Form.Name", "Newcomer"), ("Form.Email", "newcomer@example.org"), ("Form.Password", Cast.Password));
        Assert.NotNull(newcomer.Cookie("forum"));
    }

    // What open pages and the composer request.
    private async Task ReadAsync()
    {
        var (boards, threads, posts, names) = (Forum.Get<BoardQueries>(), Forum.Get<ThreadQueries>(), Forum.Get<PostQueries>(), Forum.Get<MemberNameQueries>());
        Forum.Get<ChangeCounters>().SiteChanged();
        Assert.NotNull(await boards.IdAsync("general"));
        Assert.NotNull(await boards.FindAsync(Forum.Cleo, _place.BoardId));
        Assert.NotNull(await boards.RowAsync(_place.BoardId));
        Assert.NotNull(await threads.RowAsync(_place.ThreadId));
        Assert.Equal(5, (await posts.RangeAsync(_place.ThreadId, 11, 15)).Count);
        Assert.NotEmpty(await names.StartingWithAsync("wal", 8));
        Assert.NotEmpty(await names.ExistingAsync(["Bob", "Cleo", "Nobody"], Forum.Mona.MemberId));
        Assert.NotEmpty(await Forum.Get<ReadMarks>().FindAsync(Forum.Cleo, [_place.ThreadId]));
    }

    // What the forms do not come to.
    private async Task ActAsync()
    {
        var submission = Guid.NewGuid();
        var thread = (await Forum.StartAsync(Forum.Bob, _place.BoardId, "A thread", "For @Cleo", submission)).Value;
        await Forum.StartAsync(Forum.Bob, _place.BoardId, "A thread", "For @Cleo", submission);
        var reply = (await Forum.ReplyAsync(Forum.Bob, thread.ThreadId, "And @Mona", submission = Guid.NewGuid())).Value;
        await Forum.ReplyAsync(Forum.Bob, thread.ThreadId, "And @Mona", submission);
        await Forum.EditAsync(Forum.Bob, reply, "And @Ada");
        await Forum.RemoveAsync(Forum.Bob, reply.Id);
        await Forum.RestoreAsync(Forum.Mona, reply.Id);
        foreach (var act in Enum.GetValues<ThreadModeration>())
            Assert.True((await Forum.ModerateAsync(Forum.Mona, thread.ThreadId, act)).IsDone);
    }

    private async Task AdministerAsync()
    {
        var (ada, boards, rooms, standing, roll) = (Forum.Ada, Forum.Get<ArrangeBoards>(), Forum.Get<ArrangeChatRooms>(), Forum.Get<ChangeMemberStatus>(), Forum.Get<MemberList>());
        var categoryId = (await boards.SaveCategoryAsync(ada, (await boards.SaveCategoryAsync(ada, null, "Corners")).Value, "Edges")).Value;
        var form = new BoardForm(null, categoryId, "Corner", "A corner.", Role.Guest, Role.Member, Role.Member);
        var boardId = (await boards.SaveBoardAsync(ada, form)).Value;
        await boards.SaveBoardAsync(ada, form with { BoardId = boardId, Name = "Edge" });
        await boards.SaveBoardAsync(ada, form with { BoardId = boardId, Name = "Edge", ReadRole = Role.Member });
        await boards.MoveAsync(ada, categoryId, null, down: false);
        await boards.MoveAsync(ada, categoryId, boardId, down: true);
        await boards.ArchiveAsync(ada, categoryId, null, archived: false);
        await boards.ArchiveAsync(ada, categoryId, boardId, archived: true);
        Assert.NotEmpty(await Forum.Get<BoardStructure>().ReadAsync(ada));
        var roomId = (await rooms.SaveAsync(ada, new ChatRoomForm(null, "Attic", Role.Guest, Role.Member))).Value;
        await rooms.MoveAsync(ada, roomId, down: false);
        await rooms.ArchiveAsync(ada, roomId, archived: true);
        Assert.NotEmpty(await rooms.ListAsync(ada));
        await standing.SetRoleAsync(ada, Forum.Cleo.MemberId!.Value, Role.Member);
        await standing.SetLockedAsync(ada, Forum.Lars.MemberId!.Value, locked: true);
        await Forum.Get<ChangeForumSettings>().RunAsync(ada, new ForumSettingsForm("Trial", "For trials."));
        foreach (var period in Enum.GetValues<TopPeriod>())
            Assert.NotEmpty((await Forum.Get<ThreadLists>().TopAsync(ada, period, 1)).Rows);
        Assert.NotEmpty((await Forum.Get<ThreadLists>().LatestAsync(ada, 1)).Rows);
        await Forum.Get<ThreadLists>().UnreadAsync(ada, 1);
        await Forum.Get<ThreadLists>().UnreadByBoardAsync(ada);
        await ForgetPagesAsync();
        await Forum.Get<ThreadLists>().MarkAllReadAsync(ada);
        foreach (var asked in new MemberSearch[] { new(), new("walk"), new(Order: MemberSort.Name, IsDescending: false), new(Role: Role.Member), new(Role: Role.Member, Order: MemberSort.Name) })
            Assert.NotEmpty((await roll.PageAsync(ada, asked, 0, 20)).Page);
        Assert.NotNull(await Forum.Get<ForumOverview>().ReadAsync(ada));
        await Forum.Get<ForumInfo>().FiguresAsync();
    }

    // Background work.
    private async Task WorkAsync()
    {
        Forum.Get<ViewCounts>().Saw(_place.ThreadId);
        Forum.Get<ReadMarks>().Read(Forum.Cleo, _place.ThreadId, 1);
        foreach (var batches in Batches())
            await batches.WriteBatchAsync();
        await using (var db = await Forum.Cast.OpenAsync())
            await db.Posts.Where(post => post.Id == _place.PostId).ExecuteUpdateAsync(set => set.SetProperty(post => post.RendererVersion, 0));
        Assert.Equal(1, await Forum.Get<RenderAgain>().RunBatchAsync());
        await Forum.Get<CounterAudit>().CheckAsync();
    }
}
