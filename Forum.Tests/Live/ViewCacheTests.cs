using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Live;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Live;

public class ViewCacheTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly LiveChannel Thing = LiveChannel.Thread(7);

    [Fact]
    public async Task A_view_is_read_once_until_its_thing_or_the_site_changes()
    {
        var changes = new ChangeCounters();
        using var views = new ViewCache<int, string>(changes, 10);
        var reads = 0;
        async Task<string?> FindAsync() => await views.FindAsync(Thing, 1, () => Task.FromResult<string?>($"read {++reads}"));

        Assert.Equal(("read 1", "read 1"), (await FindAsync(), await FindAsync()));
        changes.Changed(LiveChannel.Thread(8));
        Assert.Equal("read 1", await FindAsync());
        changes.Changed(Thing);
        Assert.Equal(("read 2", "read 2"), (await FindAsync(), await FindAsync()));
        changes.SiteChanged();
        Assert.Equal("read 3", await FindAsync());
    }

    [Fact]
    public async Task What_was_read_while_the_thing_changed_is_handed_to_nobody_else()
    {
        var changes = new ChangeCounters();
        using var views = new ViewCache<int, string>(changes, 10);
        var slow = new TaskCompletionSource<string?>();
        var before = views.FindAsync(Thing, 1, () => slow.Task).AsTask();
        changes.Changed(Thing);
        Assert.Equal("after", await views.FindAsync(Thing, 1, () => Task.FromResult<string?>("after")));

        // The slow one comes last and isn't cached over the newer one.
        slow.SetResult("before");
        Assert.Equal("before", await before);
        Assert.Equal("after", await views.FindAsync(Thing, 1, () => Task.FromResult<string?>("again")));
    }

    [Fact]
    public async Task The_view_of_before_is_at_hand_when_it_is_read_again()
    {
        var changes = new ChangeCounters();
        using var views = new ViewCache<int, string>(changes, 10);
        Assert.Equal("first", await views.FindAsync(Thing, 1, earlier => Task.FromResult<string?>(earlier is null ? "first" : "?")));
        changes.Changed(Thing);
        Assert.Equal("after first", await views.FindAsync(Thing, 1, earlier => Task.FromResult<string?>($"after {earlier}")));
    }

    [Fact]
    public async Task Where_there_is_room_for_one_the_one_of_now_has_it()
    {
        var changes = new ChangeCounters();
        using var views = new ViewCache<int, string>(changes, 1);
        var reads = 0;
        async Task<string?> FindAsync() => await views.FindAsync(Thing, 1, () => Task.FromResult<string?>($"read {++reads}"));

        await FindAsync();
        changes.Changed(Thing);
        Assert.Equal(("read 2", "read 2"), (await FindAsync(), await FindAsync()));
    }

    [Fact]
    public async Task After_a_reply_only_the_rows_that_it_changed_are_other_ones()
    {
        var board = await forum.BoardAsync();
        var (quiet, busy) = (await forum.ThreadAsync(boardId: board.Id), await forum.ThreadAsync(boardId: board.Id));
        var (boards, threads) = (forum.Get<BoardQueries>(), forum.Get<ThreadQueries>());
        async Task<BoardView[]> HomeAsync() => [.. (await boards.HomeAsync(forum.Ada)).SelectMany(category => category.Boards)];
        var (home, page) = (await HomeAsync(), await threads.PageAsync(forum.Ada, board.Id, 1));

        await forum.ReplyAsync(forum.Bob, busy.ThreadId, "Changes one row of each");

        var now = await HomeAsync();
        Assert.All(now, view => Assert.Equal(view.Id != board.Id, home.Any(earlier => ReferenceEquals(earlier, view))));
        Assert.Equal(home.Single(view => view.Id == board.Id).PostCount + 1, now.Single(view => view.Id == board.Id).PostCount);
        var rows = await threads.PageAsync(forum.Ada, board.Id, 1);
        Assert.Equal([busy.ThreadId, quiet.ThreadId], rows.Select(row => row.Id));
        Assert.Same(page.Single(row => row.Id == quiet.ThreadId), rows[1]);
        Assert.Equal(1, rows[0].ReplyCount);
    }

    [Fact]
    public async Task The_count_of_members_outlives_replies_and_follows_those_who_come()
    {
        var info = forum.Get<ForumInfo>();
        var thread = await forum.ThreadAsync();
        var before = await info.FiguresAsync(TestContext.Current.CancellationToken);
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "No news of members");
        Assert.Same(before, await info.FiguresAsync(TestContext.Current.CancellationToken));

        await forum.MemberAsync();
        Assert.Equal(before.Members + 1, (await info.FiguresAsync(TestContext.Current.CancellationToken)).Members);
    }
}
