using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Forum.Web.Live;
using Forum.Web.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Live;

/// <summary>What many ask for at once is loaded once, and a failure isn't cached.</summary>
public class SharedLoadsTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly LiveChannel Thing = LiveChannel.Thread(7);
    private readonly TaskCompletionSource _held = new();
    private int _loads;

    [Fact]
    public async Task Those_who_ask_while_a_view_is_read_get_what_that_one_read_gives()
    {
        using var views = new ViewCache<int, string>(new ChangeCounters(), 10);
        using var leaving = new CancellationTokenSource();
        var (first, second, other) = (FindAsync(views, 1, leaving.Token), FindAsync(views, 1), FindAsync(views, 2));

        // The read was begun for somebody who doesn't wait for it.
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _held.SetResult();

        Assert.Equal(("load 1", "load 2"), (await second, await other));
        Assert.Equal("load 1", await FindAsync(views, 1));
    }

    [Fact]
    public async Task Nobody_who_comes_after_a_change_gets_what_is_being_read_since_before_it()
    {
        var changes = new ChangeCounters();
        using var views = new ViewCache<int, string>(changes, 10);
        var before = FindAsync(views, 1);
        changes.Changed(Thing);
        var after = FindAsync(views, 1);
        changes.SiteChanged();
        var last = FindAsync(views, 1);
        _held.SetResult();

        Assert.Equal(("load 1", "load 2", "load 3"), (await before, await after, await last));
    }

    [Fact]
    public async Task What_was_read_before_a_change_and_comes_late_replaces_nothing_newer()
    {
        var changes = new ChangeCounters();
        using var views = new ViewCache<int, string>(changes, 10);
        using var info = new ForumInfo(new HeldDatabases(forum.Get<IDbContextFactory<ForumDb>>(), () => _loads++ < 2 ? _held.Task : Task.CompletedTask), changes);
        var (early, earlyFacts) = (FindAsync(views, 1), info.FactsAsync(TestContext.Current.CancellationToken).AsTask());
        changes.SiteChanged();
        var newer = await views.FindAsync(Thing, 1, static () => Task.FromResult<string?>("newer"), TestContext.Current.CancellationToken);
        var newerFacts = await info.FactsAsync(TestContext.Current.CancellationToken);

        _held.SetResult();
        Assert.NotEqual(newer, await early);
        Assert.NotSame(newerFacts, await earlyFacts);

        Assert.Equal((newer, 3), (await FindAsync(views, 1), _loads));
        Assert.Same(newerFacts, await info.FactsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failed_read_fails_for_those_who_wait_and_is_done_again_for_the_next()
    {
        using var views = new ViewCache<int, string>(new ChangeCounters(), 10);
        var (first, second) = (FindAsync(views, 1), FindAsync(views, 1));
        _held.SetException(new IOException("The disk is gone."));

        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Equal("again", await views.FindAsync(Thing, 1, static () => Task.FromResult<string?>("again"), TestContext.Current.CancellationToken));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task What_every_page_needs_is_read_once_for_all_who_ask_at_once()
    {
        var changes = new ChangeCounters();
        using var info = new ForumInfo(Databases(), changes);
        using var leaving = new CancellationTokenSource();
        var first = info.FactsAsync(leaving.Token).AsTask();
        var second = info.FactsAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(1, _loads);
        changes.SiteChanged();
        var later = info.FactsAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(2, _loads);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _held.SetResult();

        Assert.Equal("Trial", (await second).Name);
        Assert.Same(await later, await info.FactsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, _loads);
    }

    [Fact]
    public async Task A_live_row_that_failed_is_read_again_and_once_for_all_circuits()
    {
        var thread = await forum.ThreadAsync();
        var happened = new ThreadChanged(await forum.Cast.BoardIdAsync("general"), thread.ThreadId);
        var failures = 1;
        using var threads = new ThreadQueries(Databases(() => failures-- > 0), new ChangeCounters(), forum.Get<MemberFaces>());
        using var boards = new BoardQueries(Databases(() => failures-- > 0), new ChangeCounters());
        var rows = new LiveRows(threads, boards, forum.Get<RowDrawing>());
        await Assert.ThrowsAsync<IOException>(() => rows.ThreadAsync(happened, thread.ThreadId).AsTask());

        var (first, second) = (rows.ThreadAsync(happened, thread.ThreadId).AsTask(), rows.ThreadAsync(happened, thread.ThreadId).AsTask());
        _held.SetResult();

        Assert.Equal(thread.ThreadId, (await first)?.Thread.Id);
        Assert.Same(await first, await second);
        Assert.Equal(2, _loads);
        failures = 1;
        await Assert.ThrowsAsync<IOException>(() => rows.BoardAsync(happened, happened.BoardId).AsTask());
        Assert.Equal(happened.BoardId, (await rows.BoardAsync(happened, happened.BoardId))?.View.Id);
    }

    [Fact]
    public async Task What_was_made_of_an_object_belongs_to_that_object_and_nothing_is_an_answer_too()
    {
        var cache = new WeakCache<string, string?>();
        string one = new('a', 3), equal = new('a', 3);
        Task<string?> MadeAsync(string? made)
        {
            _loads++;
            return Task.FromResult(made);
        }

        Assert.Null(await cache.MakeAsync(one, () => MadeAsync(null)));
        Assert.Null(await cache.MakeAsync(one, () => MadeAsync("other")));
        Assert.Equal("made", await cache.MakeAsync(equal, () => MadeAsync("made")));
        Assert.Equal(2, _loads);
    }

    [Fact]
    public async Task A_full_cache_starts_again()
    {
        var cache = new BoundedCache<int, int>(2);
        foreach (var key in new[] { 1, 2, 2, 3, 1 })
            Assert.Equal(key, await cache.MakeAsync(key, () => Task.FromResult(_loads++ < 0 ? 0 : key)));

        Assert.Equal(4, _loads);
    }

    private Task<string?> FindAsync(ViewCache<int, string> views, int key, CancellationToken cancellation = default) => views.FindAsync(
        Thing,
        key,
        async () =>
        {
            var number = ++_loads;
            await _held.Task;
            return $"load {number}";
        },
        cancellation).AsTask();

    private HeldDatabases Databases(Func<bool>? fails = null) => new(
        forum.Get<IDbContextFactory<ForumDb>>(),
        () =>
        {
            _loads++;
            return fails?.Invoke() == true ? Task.FromException(new IOException("The disk is gone.")) : _held.Task;
        });
}
