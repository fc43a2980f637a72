using System.Reflection;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Members;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Access;

/// <summary>
/// Who can read what, checked in the core itself: a page that forgets to check shows nothing private.
/// </summary>
public class ReadPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked-out member, member, author, moderator, administrator.
    private static readonly PermissionTable Reads = new(
        """
        board  | *             | yes yes yes yes yes yes
        board  | members       | -   -   yes yes yes yes
        board  | staff         | -   -   -   -   yes yes
        thread | *             | yes yes yes yes yes yes
        thread | members       | -   -   yes yes yes yes
        thread | staff removed | -   -   -   -   yes yes
        found  | *             | yes yes yes yes yes yes
        found  | members       | -   -   yes yes yes yes
        found  | staff         | -   -   -   -   yes yes
        found  | removed       | -   -   -   -   -   -
        room   | *             | yes yes yes yes yes yes
        room   | members       | -   -   yes yes yes yes
        room   | staff         | -   -   -   -   yes yes
        room   | archived      | -   -   -   -   -   -
        """);

    // Queries without a viewer: public names and numbers; content rendered once for viewers whose access is already
    // checked; and the owner of an address, which signing in looks up and reveals to nobody.
    private static readonly string[] ViewerNeutral =
    [
        "BoardQueries.IdAsync", "BoardQueries.RowAsync", "MemberNameQueries.ExistingAsync", "MemberNameQueries.OwnersOfAddressAsync",
        "MemberNameQueries.ProfileAsync", "MemberNameQueries.StartingWithAsync", "MemberNameQueries.SuccessorAsync", "PostQueries.PageAsync", "PostQueries.RangeAsync", "ProfileQueries.FindAsync", "ProfileQueries.IdAsync",
        "RelationQueries.FollowersAsync", "ThreadQueries.RowAsync",
    ];

    // Queries with a viewer that are tested for each kind of viewer elsewhere: DailyCountsTests, MessageSendersTests.
    private static readonly string[] AskedElsewhere = ["DailyCountQueries.ReadAsync", "RelationQueries.RefusalToMessageAsync"];

    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public async Task Every_read_shows_a_viewer_what_they_may_see_and_nothing_else()
    {
        var wrong = new List<string>();
        await EverybodyFollowsBobAsync();
        foreach (var where in PermissionForum.Places)
        {
            foreach (var what in Reads.Things.Where(what => PlacesOf(what).Contains(where)))
            {
                foreach (var ((name, viewer, _), expected) in site.Everybody.Zip(Reads.Row(what, where)))
                {
                    foreach (var (read, isThere) in what == "room" ? await RoomReadsAsync(where, viewer) : await ReadsAsync(what, where, viewer))
                    {
                        if (isThere != (expected == "yes"))
                            wrong.Add($"{read} on {where} as {name}: {(isThere ? "there" : "not there")}");
                    }
                }
            }
        }

        PermissionTable.IsHeld(wrong);
    }

    [Fact]
    public async Task A_removed_thread_is_among_nobodys_newest_and_a_guest_follows_nobody()
    {
        var place = await site.MakeAsync(PlaceKind.Removed);

        foreach (var (name, viewer, _) in site.Everybody)
            Assert.Equal((name, false), (name, await IsNewestAsync(viewer, place)));
        Assert.Empty(await site.Forum.Get<PostQueries>().NewestOfFollowedAsync(Viewer.Guest, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_read_of_the_core_says_for_whom_it_is()
    {
        var reads = typeof(Viewer).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name != nameof(IDisposable.Dispose)).ToList();
        var asked = PermissionTable.Tests.SelectMany(WithNested).SelectMany(type => type.GetMethods(Declared))
            .SelectMany(CompiledCode.UsesIn).Select(use => use.Member).OfType<MethodInfo>().ToHashSet();
        Assert.Contains(reads, read => TakesViewer(read) && asked.Contains(read));

        Assert.Equal(AskedElsewhere, Names(reads.Where(read => TakesViewer(read) && !asked.Contains(read))));
        Assert.Equal(ViewerNeutral, Names(reads.Where(read => !TakesViewer(read))));
    }

    // Async methods and lambdas are compiled into nested types.
    private static IEnumerable<Type> WithNested(Type type) => type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(WithNested).Prepend(type);

    private static bool TakesViewer(MethodInfo method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Viewer));

    private static IEnumerable<string> Names(IEnumerable<MethodInfo> methods) =>
        methods.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<PlaceKind> PlacesOf(string what) => what switch
    {
        "board" => PermissionForum.BoardPlaces,
        "room" => PermissionForum.RoomPlaces,
        _ => PermissionForum.Places,
    };

    private async Task<IEnumerable<(string Read, bool IsThere)>> ReadsAsync(string what, PlaceKind where, Viewer viewer)
    {
        var forum = site.Forum;
        var place = await site.MakeAsync(where);
        var (boards, threads, posts) = (forum.Get<BoardQueries>(), forum.Get<ThreadQueries>(), forum.Get<PostQueries>());
        await CleoLikesAsync(place.PostId);
        if (what == "found")
            return await FoundAsync(viewer, place);
        if (what == "board")
        {
            var home = (await boards.HomeAsync(viewer)).Concat(await boards.HomeAsync(viewer, archived: true))
                .SelectMany(category => category.Boards);
            return
            [
                ("a board by its name", await boards.FindAsync(viewer, place.BoardSlug) is not null),
                ("a board by its key", await boards.FindAsync(viewer, place.BoardId) is not null),
                ("the home page", home.Any(board => board.Id == place.BoardId)),
                ("a board's page", (await threads.PageAsync(viewer, place.BoardId, 1)).Count > 0),
            ];
        }

        return
        [
            ("a thread", await threads.FindAsync(viewer, place.ThreadId) is not null),
            ("a board's pages", await IsListedAsync(threads, viewer, place, where == PlaceKind.Removed)),
            ("where a post stands", await posts.PlaceAsync(viewer, place.PostId) is not null),
            ("a post's text", await posts.SourceAsync(viewer, place.PostId) is not null),
            ("a profile", (await forum.Get<AuthoredQueries>().OfAsync(viewer, (await forum.Get<MemberNameQueries>().ProfileAsync("Bob"))!)).Posts.Any(post => post.Id == place.PostId)),
            ("the posts that a member likes", (await forum.Get<ReactedByQueries>().PageAsync(viewer, forum.Cleo.MemberId!.Value, 1)).Posts.Any(reacted => reacted.Post.Id == place.PostId)),
            ("an author's newest posts", (await posts.NewestByAsync(viewer, forum.Bob.MemberId!.Value, onlyReplies: false, 0, 1)).Any(post => post.Id == place.PostId)),
            .. viewer.MemberId is null ? Array.Empty<(string, bool)>()
                : [("the newest posts of those followed", (await posts.NewestOfFollowedAsync(viewer, 1)).Any(post => post.Id == place.PostId))],
            .. where == PlaceKind.Removed
                ? [("the number of removed threads", await threads.CountRemovedAsync(viewer, place.BoardId) > 0)]
                : new[] { ("an author's threads", await IsNewestAsync(viewer, place)) },
        ];
    }

    private async Task<IEnumerable<(string Read, bool IsThere)>> FoundAsync(Viewer viewer, Place place)
    {
        var (search, newest) = (site.Forum.Get<SearchQueries>(), site.Forum.Get<NewestQueries>());
        async Task<bool> IsFoundAsync(SearchRequest request)
        {
            var outcome = await search.FindAsync(viewer, request);
            return outcome.IsDone && outcome.Value.Hits.Any(hit => hit.Id == place.PostId);
        }

        async Task<bool> IsNewAsync(NewestOf of, int id) => (await newest.FindAsync(viewer, of, id, 1)).Any(post => post.Id == place.PostId);

        var words = new SearchRequest("secret text");
        return
        [
            ("the search", await IsFoundAsync(words)),
            ("the search for its title", await IsFoundAsync(words with { Words = "secret title", TitlesOnly = true })),
            ("the search in its board", await IsFoundAsync(words with { Board = place.BoardSlug })),
            ("the search in its thread", await IsFoundAsync(words with { ThreadId = place.ThreadId })),
            ("the search for its author", await IsFoundAsync(words with { Author = "Bob" })),
            ("the newest of the forum", await IsNewAsync(NewestOf.Forum, 0)),
            ("the newest of its board", await IsNewAsync(NewestOf.Board, place.BoardId)),
            ("the newest of its thread", await IsNewAsync(NewestOf.Thread, place.ThreadId)),
            ("the newest of its author", await IsNewAsync(NewestOf.Author, site.Forum.Bob.MemberId!.Value)),
        ];
    }

    private async Task<bool> IsNewestAsync(Viewer viewer, Place place) =>
        (await site.Forum.Get<ThreadLists>().StartedByAsync(viewer, site.Forum.Bob.MemberId!.Value, 1)).Rows.Any(thread => thread.Id == place.ThreadId);

    // Including posts that she couldn't like: the table is about what others see.
    private async Task CleoLikesAsync(long postId)
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        if (await db.PostReactions.AnyAsync(reaction => reaction.PostId == postId))
            return;
        db.PostReactions.Add(new PostReaction { PostId = postId, MemberId = site.Forum.Cleo.MemberId!.Value, Kind = ReactionKind.Like, At = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    }

    // Including members who couldn't follow him: the table is about what followers see.
    private async Task EverybodyFollowsBobAsync()
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        foreach (var (_, viewer, _) in site.Everybody.Where(one => one.Viewer.MemberId is not null))
            db.MemberFollows.Add(new MemberFollow { FollowerId = viewer.MemberId!.Value, FollowedId = site.Forum.Bob.MemberId!.Value, Since = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
    }

    private static async Task<bool> IsListedAsync(ThreadQueries threads, Viewer viewer, Place place, bool removed)
    {
        for (var page = 1; await threads.PageAsync(viewer, place.BoardId, page, removed) is { Count: > 0 } rows; page++)
        {
            if (rows.Any(row => row.Id == place.ThreadId))
                return true;
        }

        return false;
    }

    private async Task<IEnumerable<(string Read, bool IsThere)>> RoomReadsAsync(PlaceKind where, Viewer viewer)
    {
        var chat = site.Forum.Get<ChatQueries>();
        var message = await site.MessageAsync(where);
        var roomId = await site.RoomAsync(where);
        var isThere = (await chat.RoomsAsync(viewer)).Any(room => room.Id == roomId);
        if (viewer.IsMember)
            site.Forum.Get<ChatReadMarks>().Read(viewer with { Role = Role.Administrator }, roomId, message - 1);
        return
        [
            ("a room", isThere),
            ("its newest messages", (await chat.NewestAsync(viewer, roomId)).Any(said => said.Id == message)),
            ("its earlier messages", (await chat.BeforeAsync(viewer, roomId, message + 1)).Any(said => said.Id == message)),
            ("which of them stand", (await chat.NotRemovedAsync(viewer, roomId, [message])).Count > 0),
            .. viewer.IsMember && !viewer.Is(site.Forum.Bob.MemberId)
                ? [("what is unread", await chat.CountUnreadAsync(viewer, roomId) > 0)] : Array.Empty<(string, bool)>(),
        ];
    }
}
