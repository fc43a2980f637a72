using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Posts;
using Forum.Core.Privacy;
using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Tests.Support;


namespace Forum.Tests.Search;

public class SearchQueriesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task The_newest_come_first_and_the_best_where_that_is_asked_for()
    {
        var thread = await forum.ThreadAsync();
        var filler = string.Concat(Enumerable.Repeat("Something else entirely. ", 60));
        var most = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Quince, quince and quince")).Value.Id;
        var titled = (await forum.PostsAsync((await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "The quince", "It ripens late.")).Value.ThreadId))[0].Id;
        var little = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, filler + "quince")).Value.Id;

        Assert.Equal([little, titled, most], await forum.FoundAsync("quince"));
        var best = await forum.SearchAsync(Viewer.Guest, new("quince") { Order = SearchOrder.Best });
        Assert.Equal([titled, most, little], best.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task There_are_500_results_at_the_most_on_pages_of_20()
    {
        var thread = new ImportedThread(await forum.Cast.BoardIdAsync("general"), "Many of them");
        var posts = Enumerable.Range(0, 510).Select(i => new ImportedPost(thread, forum.Bob.MemberId, DateTimeOffset.UnixEpoch.AddMinutes(i), $"Haystack {i}")).ToList();
        var import = forum.Get<ImportPosts>();
        await import.WriteAsync((await import.RenderAsync(posts, TestContext.Current.CancellationToken)).Value, TestContext.Current.CancellationToken);

        var first = await forum.SearchAsync(Viewer.Guest, new("haystack"));
        var last = await forum.SearchAsync(Viewer.Guest, new("haystack") { Page = 25 });
        var beyond = await forum.SearchAsync(Viewer.Guest, new("haystack") { Page = int.MaxValue });

        Assert.Equal((500, true, 25, 20, 1), (first.Count, first.IsMore, first.PageCount, first.Hits.Length, first.Page));
        Assert.Equal([510, 491, 30, 11, 25], [first.Hits[0].Number, first.Hits[^1].Number, last.Hits[0].Number, last.Hits[^1].Number, last.Page]);
        Assert.Equal((last.Hits[0].Id, 25), (beyond.Hits[0].Id, beyond.Page));
        Assert.Equal(1, (await forum.SearchAsync(Viewer.Guest, new("haystack") { Page = -7 })).Page);
        Assert.False((await forum.SearchAsync(Viewer.Guest, new("haystack 17"))).IsMore);
    }

    [Fact]
    public async Task A_board_a_thread_and_an_author_narrow_it_and_what_is_not_there_is_said()
    {
        var (one, other) = (await forum.BoardAsync(), await forum.BoardAsync());
        var here = await forum.ThreadAsync(forum.Bob, one.Id, "A limpet on a rock");
        var there = await forum.ThreadAsync(forum.Cleo, other.Id, "A limpet in a pool");
        async Task<int> CountAsync(SearchRequest request) => (await forum.SearchAsync(Viewer.Guest, request)).Count;

        Assert.Equal(2, await CountAsync(new("limpet")));
        Assert.Equal(1, await CountAsync(new("limpet") { Board = one.Slug }));
        Assert.Equal(1, await CountAsync(new("limpet") { ThreadId = there.ThreadId }));
        Assert.Equal(1, await CountAsync(new("limpet") { Author = " bob " }));
        Assert.Equal(0, await CountAsync(new("limpet") { Author = "Bob", Board = other.Slug }));
        Assert.Equal(0, await CountAsync(new("limpet") { Board = one.Slug, ThreadId = there.ThreadId }));
        Assert.Equal(0, await CountAsync(new($"b{one.Id}")));
        Assert.Equal(0, await CountAsync(new($"t{here.ThreadId}")));

        var search = forum.Get<SearchQueries>();
        foreach (var (request, said) in new[]
        {
            (new SearchRequest("limpet") { Board = "nowhere" }, "Board not found."),
            (new("limpet") { Board = "staff-room" }, "Board not found."),
            (new("limpet") { ThreadId = int.MaxValue }, "Thread not found."),
            (new("limpet") { Author = "Nobody" }, "Member not found."),
        })
        {
            Assert.Equal(said, (await search.FindAsync(Viewer.Guest, request, TestContext.Current.CancellationToken)).Refusal?.Text);
        }
    }

    [Fact]
    public async Task A_board_that_is_ignored_is_looked_through_when_it_is_named()
    {
        var board = await forum.BoardAsync();
        await forum.ThreadAsync(forum.Cleo, board.Id, "The gramophone plays");
        var member = await forum.MemberAsync();
        Assert.True((await forum.Get<IgnoreBoard>().RunAsync(member, board.Id, isIgnored: true, TestContext.Current.CancellationToken)).IsDone);
        member = await forum.Cast.NowAsync(member);

        Assert.Empty((await forum.SearchAsync(member, new("gramophone"))).Hits);
        Assert.Single((await forum.SearchAsync(member, new("gramophone") { Board = board.Slug })).Hits);
        Assert.Single((await forum.SearchAsync(forum.Cleo, new("gramophone"))).Hits);
    }

    [Fact]
    public async Task A_board_that_is_closed_closes_with_all_that_was_ever_said_in_it()
    {
        var board = await forum.BoardAsync();
        await forum.ThreadAsync(forum.Cleo, board.Id, "The astrolabe points north");
        Assert.Single((await forum.SearchAsync(Viewer.Guest, new("astrolabe"))).Hits);

        var form = new BoardForm(board.Id, board.CategoryId, board.Name, board.Description, Role.Moderator, Role.Moderator, Role.Moderator);
        Assert.True((await forum.Get<ArrangeBoards>().SaveBoardAsync(forum.Ada, form, TestContext.Current.CancellationToken)).IsDone);

        foreach (var (viewer, isFound) in new[] { (Viewer.Guest, false), (forum.Cleo, false), (forum.Lars, false), (forum.Mona, true), (forum.Ada, true) })
            Assert.Equal((viewer.Name, isFound), (viewer.Name, (await forum.SearchAsync(viewer, new("astrolabe"))).Hits.Length == 1));
    }

    [Fact]
    public async Task Words_are_marked_and_what_is_around_them_is_shown()
    {
        var place = await forum.ThreadAsync(text: $"{string.Concat(Enumerable.Repeat("Before that, nothing. ", 40))}\n\nHere is a *caf\u00E9* <b>with</b> 東京 tables.\n\n{string.Concat(Enumerable.Repeat("After. ", 200))}");

        var hit = (await forum.SearchAsync(Viewer.Guest, new("CAFE 東京") { ThreadId = place.ThreadId })).Hits.Single();

        Assert.Equal(["café", "東京"], hit.Excerpt.Where(piece => piece.IsHit).Select(piece => piece.Text));
        var text = string.Concat(hit.Excerpt.Select(piece => piece.Text));
        Assert.Contains("Here is a café <b>with</b> 東京 tables. After.", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 100, 500);
    }

    [Fact]
    public async Task What_a_former_member_has_left_is_found_and_what_went_with_them_is_not()
    {
        var member = await forum.MemberAsync();
        await forum.ThreadAsync(member, text: "My ocarina is out of tune");

        Assert.Single((await forum.SearchAsync(Viewer.Guest, new("ocarina") { Author = member.Name })).Hits);
        await using (var db = await forum.Cast.OpenAsync())
        {
            var row = db.Users.Single(user => user.Id == member.MemberId);
            row.DeletionDueAt = DateTimeOffset.UnixEpoch;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.True((await forum.Get<DeleteMember>().RunAsync(member.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        var hit = (await forum.SearchAsync(Viewer.Guest, new("ocarina"))).Hits.Single();
        Assert.Equal((member.MemberId, null), (hit.AuthorId, hit.AuthorName));
    }
}
