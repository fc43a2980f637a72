using System.Reflection;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Stats;
using Forum.Core.Threads;
using Forum.Tests.Support;

namespace Forum.Tests.Accounts;

/// <summary>Who may do and read what, asked of the core itself: a page that forgets to ask is no way in.</summary>
public class ActPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked out, member, author, moderator, administrator.
    private static readonly PermissionTable Acts = new(
        """
        StartThread       | *              | sign-in    locked-out done        done        done        done
        StartThread       | members        | nothing    locked-out done        done        done        done
        StartThread       | staff          | nothing    locked-out nothing     nothing     done        done
        StartThread       | archived       | archived   locked-out archived    archived    archived    archived
        PostReply         | *              | sign-in    locked-out done        done        done        done
        PostReply         | members        | nothing    locked-out done        done        done        done
        PostReply         | staff          | nothing    locked-out nothing     nothing     done        done
        PostReply         | archived       | archived   locked-out archived    archived    archived    archived
        PostReply         | guests         | done       locked-out done        done        done        done
        PostReply         | removed        | nothing    locked-out nothing     nothing     removed     removed
        PostReply         | locked         | sign-in    locked-out locked      locked      done        done
        EditPost          | *              | sign-in    locked-out not-allowed done        not-allowed not-allowed
        EditPost          | members        | nothing    locked-out not-allowed done        not-allowed not-allowed
        EditPost          | staff removed  | nothing    locked-out nothing     nothing     not-allowed not-allowed
        EditPost          | archived       | sign-in    locked-out archived    archived    not-allowed not-allowed
        EditPost          | locked         | sign-in    locked-out locked      locked      not-allowed not-allowed
        RemovePost        | *              | sign-in    locked-out not-allowed done        done        done
        RemovePost        | members        | nothing    locked-out not-allowed done        done        done
        RemovePost        | staff removed  | nothing    locked-out nothing     nothing     done        done
        RemovePost        | archived       | sign-in    locked-out archived    archived    done        done
        RemovePost        | locked         | sign-in    locked-out locked      locked      done        done
        RemovePost.Restore| *              | sign-in    locked-out not-allowed not-allowed done        done
        RemovePost.Restore| members        | nothing    locked-out not-allowed not-allowed done        done
        RemovePost.Restore| staff removed  | nothing    locked-out nothing     nothing     done        done
        RemovePost.Restore| archived       | sign-in    locked-out archived    archived    done        done
        RemovePost.Restore| locked         | sign-in    locked-out locked      locked      done        done
        ModerateThread    | *              | sign-in    locked-out not-allowed not-allowed done        done
        ModerateThread    | members        | nothing    locked-out not-allowed not-allowed done        done
        ModerateThread    | staff removed  | nothing    locked-out nothing     nothing     done        done
        SayInChat         | *              | sign-in    locked-out done        done        done        done
        SayInChat         | members        | nothing    locked-out done        done        done        done
        SayInChat         | staff          | nothing    locked-out nothing     nothing     done        done
        SayInChat         | archived       | nothing    locked-out nothing     nothing     nothing     nothing
        RemoveChatMessage | *              | sign-in    locked-out not-allowed done        done        done
        RemoveChatMessage | members        | nothing    locked-out not-allowed done        done        done
        RemoveChatMessage | staff          | nothing    locked-out nothing     nothing     done        done
        RenameForum       | *              | nothing    locked-out nothing     nothing     nothing     done
        """);

    private static readonly PermissionTable Reads = new(
        """
        board  | *             | yes yes yes yes yes yes
        board  | members       | -   -   yes yes yes yes
        board  | staff         | -   -   -   -   yes yes
        thread | *             | yes yes yes yes yes yes
        thread | members       | -   -   yes yes yes yes
        thread | staff removed | -   -   -   -   yes yes
        room   | *             | yes yes yes yes yes yes
        room   | members       | -   -   yes yes yes yes
        room   | staff         | -   -   -   -   yes yes
        room   | archived      | -   -   -   -   -   -
        """);

    // Of administrators alone, or before there is a member: each has tests of its own.
    private static readonly string[] ActsElsewhere = ["ArrangeBoards", "ArrangeChatRooms", "ChangeStanding", "RegisterMember", "SetUpForum"];

    // What takes a viewer and is read below; a new one has to be asked the same.
    private static readonly string[] AskedForTheViewer =
    [
        "BoardQueries.FindAsync", "BoardQueries.HomeAsync", "ChatQueries.BeforeAsync", "ChatQueries.CountUnreadAsync", "ChatQueries.NewestAsync",
        "ChatQueries.RoomsAsync", "ChatQueries.StandingAsync", "PostQueries.NewestByAsync", "PostQueries.PlaceAsync", "PostQueries.SourceAsync",
        "ThreadQueries.CountRemovedAsync", "ThreadQueries.FindAsync", "ThreadQueries.PageAsync",
    ];

    // What takes none: names and numbers that are public, and what is drawn once for those who were let in before.
    private static readonly string[] ViewerNeutral =
    [
        "BoardQueries.IdAsync", "BoardQueries.RowAsync", "MemberNameQueries.ExistingAsync", "MemberNameQueries.ProfileAsync",
        "MemberNameQueries.StartingWithAsync", "PostQueries.PageAsync", "PostQueries.RangeAsync", "ThreadQueries.RowAsync",
    ];

    [Fact]
    public async Task Every_act_is_done_for_those_who_may_and_refused_to_the_others_with_the_right_reason()
    {
        var wrong = new List<string>();
        foreach (var what in Acts.Things)
        {
            foreach (var where in PlacesOf(what))
            {
                foreach (var ((name, viewer, _), expected) in site.Everybody.Zip(Acts.Row(what, where)))
                {
                    foreach (var refusal in await TryAsync(what, where, viewer))
                    {
                        if (Name(refusal) != expected)
                            wrong.Add($"{what} on {where} as {name}: {Name(refusal)} instead of {expected}");
                    }
                }
            }
        }

        PermissionTable.IsHeld(wrong);
    }

    [Fact]
    public async Task Every_read_shows_a_viewer_what_they_may_see_and_nothing_else()
    {
        var wrong = new List<string>();
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
    public void Every_act_of_the_core_is_in_the_table()
    {
        var acts = typeof(Viewer).Assembly.GetExportedTypes()
            .Where(type => type.GetConstructors().Any(made => made.GetParameters().Any(part => part.ParameterType == typeof(ForumWriter))))
            .Where(type => type.GetMethods().Any(IsAct))
            .Select(type => type.Name);

        Assert.Equal(Acts.Things.Select(what => what.Split('.')[0]).Concat(ActsElsewhere).ToHashSet().Order(), acts.Order());
    }

    [Fact]
    public void Every_read_of_the_core_says_for_whom_it_is()
    {
        var reads = typeof(Viewer).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).ToList();

        Assert.Equal(AskedForTheViewer, Names(reads.Where(TakesViewer)));
        Assert.Equal(ViewerNeutral, Names(reads.Where(read => !TakesViewer(read))));
    }

    private static bool IsAct(MethodInfo method) => method.ReturnType is { IsGenericType: true } task
        && task.GetGenericArguments()[0] is { IsGenericType: true } outcome
        && outcome.GetGenericTypeDefinition() == typeof(Outcome<>);

    private static bool TakesViewer(MethodInfo method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Viewer));

    private static IEnumerable<string> Names(IEnumerable<MethodInfo> methods) =>
        methods.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<PlaceKind> PlacesOf(string what) => what switch
    {
        "RenameForum" => [PlaceKind.Public],
        "StartThread" or "board" => PermissionForum.BoardPlaces,
        "SayInChat" or "RemoveChatMessage" or "room" => PermissionForum.BoardPlaces.Where(place => place != PlaceKind.Guests),
        _ => PermissionForum.Places,
    };

    private static string Name(Refusal? refusal) => refusal switch
    {
        null => "done",
        _ when refusal == Refusal.NotFound => "nothing",
        _ when refusal == Refusal.SignInFirst || refusal.Text.StartsWith("Sign in", StringComparison.Ordinal) => "sign-in",
        _ when refusal == Refusal.LockedOut => "locked-out",
        _ when refusal == Refusal.NotAllowed => "not-allowed",
        { Text: var text } when text.Contains("archived", StringComparison.Ordinal) => "archived",
        { Text: var text } when text.Contains("thread is locked", StringComparison.Ordinal) => "locked",
        { Text: var text } when text.Contains("thread is removed", StringComparison.Ordinal) => "removed",
        { Text: var text } => text,
    };

    private async Task<IReadOnlyList<Refusal?>> TryAsync(string what, PlaceKind where, Viewer viewer)
    {
        var forum = site.Forum;
        switch (what)
        {
            case "SayInChat":
                return [(await forum.Get<SayInChat>().RunAsync(viewer, new NewChatMessage(await RoomAsync(where), "Hello", Guid.NewGuid()))).Refusal];
            case "RemoveChatMessage":
                return [(await forum.Get<RemoveChatMessage>().RunAsync(viewer, await MessageAsync(where))).Refusal];
            case "RenameForum":
                return [(await forum.Get<RenameForum>().RunAsync(viewer, "Another name")).Refusal];
        }

        var place = await site.MakeAsync(where);
        switch (what)
        {
            case "StartThread":
                return [(await forum.StartAsync(viewer, place.BoardId, "A title")).Refusal];
            case "PostReply":
                return [(await forum.ReplyAsync(viewer, place.ThreadId, "A text")).Refusal];
            case "EditPost":
                return [(await forum.Get<EditPost>().RunAsync(viewer, new PostEdit(place.PostId, "A text", null, null))).Refusal];
            case "RemovePost":
                return [(await forum.RemoveAsync(viewer, place.PostId)).Refusal];
            case "RemovePost.Restore":
                Assert.True((await forum.RemoveAsync(forum.Mona, place.PostId)).IsDone);
                return [(await forum.RestoreAsync(viewer, place.PostId)).Refusal];
            default:
                var refusals = new List<Refusal?>();
                foreach (var act in Enum.GetValues<ThreadModeration>())
                    refusals.Add((await forum.ModerateAsync(viewer, (await site.MakeAsync(where)).ThreadId, act)).Refusal);
                return refusals;
        }
    }

    private async Task<IEnumerable<(string Read, bool IsThere)>> ReadsAsync(string what, PlaceKind where, Viewer viewer)
    {
        var forum = site.Forum;
        var place = await site.MakeAsync(where);
        var (boards, threads, posts) = (forum.Get<BoardQueries>(), forum.Get<ThreadQueries>(), forum.Get<PostQueries>());
        if (what == "board")
        {
            var home = (await boards.HomeAsync(viewer)).Concat(await boards.HomeAsync(viewer, archived: true)).SelectMany(category => category.Boards);
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
            ("an author's newest posts", (await posts.NewestByAsync(viewer, forum.Bob.MemberId!.Value, 1)).Any(post => post.Id == place.PostId)),
            .. where == PlaceKind.Removed ? [("the number of removed threads", await threads.CountRemovedAsync(viewer, place.BoardId) > 0)] : Array.Empty<(string, bool)>(),
        ];
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
        var message = await MessageAsync(where);
        var roomId = await RoomAsync(where);
        var isThere = (await chat.RoomsAsync(viewer)).Any(room => room.Id == roomId);
        if (viewer.IsMember)
            site.Forum.Get<ChatReadMarks>().Read(viewer with { Role = Role.Administrator }, roomId, message - 1);
        return
        [
            ("a room", isThere),
            ("its newest messages", (await chat.NewestAsync(viewer, roomId)).Any(said => said.Id == message)),
            ("its earlier messages", (await chat.BeforeAsync(viewer, roomId, message + 1)).Any(said => said.Id == message)),
            ("which of them stand", (await chat.StandingAsync(viewer, roomId, [message])).Count > 0),
            .. viewer.IsMember && !viewer.Is(site.Forum.Bob.MemberId) ? [("what is unread", await chat.CountUnreadAsync(viewer, roomId) > 0)] : Array.Empty<(string, bool)>(),
        ];
    }

    private async Task<int> RoomAsync(PlaceKind where)
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        if (db.ChatRooms.FirstOrDefault(room => room.Name == where.ToString()) is { } known)
            return known.Id;
        var role = where switch { PlaceKind.Members => Role.Member, PlaceKind.Staff => Role.Moderator, _ => Role.Guest };
        var rooms = site.Forum.Get<ArrangeChatRooms>();
        var roomId = (await rooms.SaveAsync(site.Forum.Ada, new ChatRoomForm(null, where.ToString(), role, role > Role.Member ? role : Role.Member))).Value;
        if (where == PlaceKind.Archived)
            await rooms.ArchiveAsync(site.Forum.Ada, roomId, archived: true);
        return roomId;
    }

    private async Task<long> MessageAsync(PlaceKind where)
    {
        var roomId = await RoomAsync(where);
        await using var db = await site.Forum.Cast.OpenAsync();
        var message = new ChatMessage
        {
            RoomId = roomId,
            AuthorId = site.Forum.Bob.MemberId,
            CreatedAt = DateTimeOffset.UtcNow,
            Markdown = "Secret text",
            Html = "Secret text",
            SubmissionId = Guid.NewGuid(),
        };
        db.ChatMessages.Add(message);
        await db.SaveChangesAsync();

        // Written past the act, so the kept page is told.
        site.Forum.Get<Forum.Core.Live.ChangeCounters>().Changed(Forum.Core.Live.LiveChannel.ChatRoom(roomId));
        return message.Id;
    }
}
