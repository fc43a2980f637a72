using Forum.Core.Access;
using System.Collections.Concurrent;
using Forum.Core.Chat;
using Forum.Core.Live;
using Forum.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Chat;

public sealed class ChatPresenceTests : IAsyncLifetime
{
    private static readonly Viewer Bob = new(1, "Bob", Role.Member);
    private static readonly Viewer Ada = new(2, "ada", Role.Member);
    private readonly LiveFeed _feed = new(NullLogger<LiveFeed>.Instance);
    private int _told;
    private int _marks;

    public async ValueTask InitializeAsync() => await _feed.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _feed.StopAsync(CancellationToken.None);
        _feed.Dispose();
    }

    [Fact]
    public async Task Somebody_with_two_windows_is_there_once_until_the_last_one_closes()
    {
        var clock = new HeldClock();
        var presence = new ChatPresence(_feed, clock);
        using var listening = _feed.Subscribe(LiveChannel.ChatRoom(1), null, happened =>
        {
            Interlocked.Increment(ref happened is ChatPresenceChanged ? ref _told : ref _marks);
            return Task.CompletedTask;
        });
        var one = presence.Enter(Bob, 1);
        Assert.Equal(1, await ToldAsync(clock));

        var two = presence.Enter(Bob, 1);
        Assert.Equal(1, await ToldAsync(clock));
        Assert.Equal([(1, "Bob")], presence.In(1));
        one.Dispose();
        one.Dispose();
        Assert.Equal(1, await ToldAsync(clock));
        Assert.Equal([(1, "Bob")], presence.In(1));

        two.Dispose();
        Assert.Equal(2, await ToldAsync(clock));
        Assert.Empty(presence.In(1));
    }

    [Fact]
    public async Task A_crowd_that_comes_at_once_is_told_together()
    {
        var presence = new ChatPresence(_feed, TimeProvider.System);
        var heard = new ConcurrentQueue<int>();
        using var listening = _feed.Subscribe(LiveChannel.ChatRoom(1), null, _ =>
        {
            heard.Enqueue(presence.In(1).Length);
            return Task.CompletedTask;
        });

        foreach (var id in Enumerable.Range(1, 300))
            presence.Enter(new Viewer(id, $"Member{id}", Role.Member), 1);

        await Eventually.HoldsAsync(() => heard.LastOrDefault() == 300, () => string.Join(' ', heard));
        Assert.InRange(heard.Count, 1, 10);
    }

    [Fact]
    public void Members_are_listed_by_name_in_their_room_and_guests_not_at_all()
    {
        var presence = new ChatPresence(_feed, TimeProvider.System);
        using var bob = presence.Enter(Bob, 1);
        using var ada = presence.Enter(Ada, 1);
        using var elsewhere = presence.Enter(Ada, 2);
        using var guest = presence.Enter(Viewer.Guest, 1);

        Assert.Equal(["ada", "Bob"], presence.In(1).Select(member => member.Name));
        Assert.Equal(["ada"], presence.In(2).Select(member => member.Name));
        Assert.Empty(presence.In(3));
    }

    [Fact]
    public async Task Coming_and_going_from_many_threads_leaves_nobody_behind()
    {
        var presence = new ChatPresence(_feed, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var round = 0; round < 200; round++)
                presence.Enter(worker % 2 == 0 ? Bob : Ada, 1).Dispose();
        })));

        Assert.Empty(presence.In(1));
    }

    // How many updates the room received, once the pause that collects changes is over: a later event on the channel
    // arrives after them.
    private async Task<int> ToldAsync(HeldClock clock)
    {
        await clock.EndAsync();
        var marks = _marks;
        _feed.Publish(LiveChannel.ChatRoom(1), new ChatRoomsChanged());
        await Eventually.HoldsAsync(() => _marks > marks, () => "The room receives nothing");
        return _told;
    }

    /// <summary>A clock that stands still until a test ends the pauses that have begun.</summary>
    private sealed class HeldClock : TimeProvider
    {
        private readonly ConcurrentQueue<(TimerCallback Callback, object? State)> _pauses = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _pauses.Enqueue((callback, state));
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public Task EndAsync() => Task.Run(() =>
        {
            while (_pauses.TryDequeue(out var pause))
                pause.Callback(pause.State);
        });
    }
}
