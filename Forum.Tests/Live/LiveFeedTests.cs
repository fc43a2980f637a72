using System.Collections.Concurrent;
using System.Diagnostics;
using Forum.Core.Chat;
using Forum.Core.Live;
using Forum.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Live;

public sealed class LiveFeedTests : IAsyncLifetime
{
    private static readonly LiveChannel Room = LiveChannel.ChatRoom(1);
    private static readonly LiveChannel OtherRoom = LiveChannel.ChatRoom(2);
    private readonly LiveFeed _feed = new(NullLogger<LiveFeed>.Instance);
    private readonly ConcurrentQueue<string> _heard = new();

    public async ValueTask InitializeAsync() => await _feed.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _feed.StopAsync(CancellationToken.None);
        _feed.Dispose();
    }

    [Fact]
    public async Task Publishing_returns_at_once_however_long_a_thousand_listeners_take()
    {
        using var gate = new ManualResetEventSlim();
        for (var number = 0; number < 1000; number++)
        {
            _feed.Subscribe(Room, number, happened =>
            {
                gate.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
                return Hear("a listener")(happened);
            });
        }

        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < 100; number++)
            _feed.Publish(Room, new ChatPresenceChanged(number));
        var took = Stopwatch.GetElapsedTime(started);
        gate.Set();

        Assert.True(took < TimeSpan.FromSeconds(10), $"Took {took}.");
        await Eventually.HoldsAsync(() => _heard.Count == 100_000, () => $"Heard {_heard.Count}");
    }

    [Fact]
    public async Task Events_are_heard_in_the_order_in_which_they_were_published_across_channels()
    {
        using var one = _feed.Subscribe(Room, null, Hear("one"));
        using var two = _feed.Subscribe(OtherRoom, null, Hear("two"));

        for (var number = 0; number < 50; number++)
        {
            _feed.Publish(Room, new ChatPresenceChanged(number));
            _feed.Publish(OtherRoom, new ChatPresenceChanged(number));
        }

        await Eventually.HoldsAsync(() => _heard.Count == 100, () => $"Heard {_heard.Count}");
        Assert.Equal(Enumerable.Range(0, 50).SelectMany(number => new[] { $"one {number}", $"two {number}" }), _heard);
    }

    [Fact]
    public async Task A_listener_that_fails_keeps_nobody_else_from_hearing_and_hears_the_next_itself()
    {
        using var thrower = _feed.Subscribe(Room, null, _ => throw new InvalidOperationException("At once"));
        using var later = _feed.Subscribe(Room, null, async happened =>
        {
            await Task.Yield();
            await Hear("late")(happened);
            throw new InvalidOperationException("Later");
        });
        using var good = _feed.Subscribe(Room, null, Hear("good"));

        _feed.Publish(Room, new ChatPresenceChanged(1));
        _feed.Publish(Room, new ChatPresenceChanged(2));

        await Eventually.HoldsAsync(() => _heard.Count == 4, () => string.Join(", ", _heard));
        Assert.Equal(["good 1", "good 2"], _heard.Where(line => line.StartsWith("good", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_heard_after_the_subscription_was_given_up_and_giving_up_twice_is_fine()
    {
        var gone = _feed.Subscribe(Room, null, Hear("gone"));
        using var there = _feed.Subscribe(Room, null, Hear("there"));

        gone.Dispose();
        gone.Dispose();
        _feed.Publish(Room, new ChatPresenceChanged(1));

        await Eventually.HoldsAsync(() => !_heard.IsEmpty, () => "Heard nothing");
        Assert.Equal(["there 1"], _heard);
        Assert.Equal(1, _feed.CountListeners(Room));
    }

    [Fact]
    public async Task A_member_who_is_cut_off_hears_so_as_the_last_thing_on_every_channel_and_others_go_on()
    {
        _feed.Subscribe(Room, 1, Hear("one"));
        _feed.Subscribe(OtherRoom, 1, Hear("one elsewhere"));
        using var other = _feed.Subscribe(Room, 2, Hear("two"));

        _feed.Publish(Room, new ChatPresenceChanged(1));
        _feed.CutMember(1);
        _feed.Publish(Room, new ChatPresenceChanged(2));

        await Eventually.HoldsAsync(() => _heard.Contains("two 2") && _heard.Contains("one elsewhere cut"), () => string.Join(", ", _heard));
        Assert.Equal(["one 1", "one cut"], _heard.Where(line => line is ['o', 'n', 'e', ' ', '1', ..] or "one cut" or "one 2"));
        Assert.Equal(["two 1", "two 2"], _heard.Where(line => line.StartsWith("two", StringComparison.Ordinal)));
        Assert.Equal((1, 0), (_feed.CountListeners(Room), _feed.CountListeners(OtherRoom)));
    }

    [Fact]
    public async Task A_channel_that_is_cut_ends_for_everybody_and_whoever_still_may_subscribes_anew()
    {
        _feed.Subscribe(Room, 1, Hear("member"));
        _feed.Subscribe(Room, null, happened =>
        {
            if (happened is AccessChanged)
                _feed.Subscribe(Room, null, Hear("guest again"));
            return Hear("guest")(happened);
        });

        _feed.CutChannel(Room);
        await Eventually.HoldsAsync(() => _heard.Count == 2, () => string.Join(", ", _heard));
        _feed.Publish(Room, new ChatPresenceChanged(3));

        await Eventually.HoldsAsync(() => _heard.Contains("guest again 3"), () => string.Join(", ", _heard));
        Assert.Equal(["guest again 3", "guest cut", "member cut"], _heard.Order(StringComparer.Ordinal));
        Assert.Equal(1, _feed.CountListeners(Room));
    }

    [Fact]
    public async Task Everybody_can_be_cut()
    {
        _feed.Subscribe(Room, 1, Hear("a"));
        _feed.Subscribe(OtherRoom, 2, Hear("b"));

        _feed.CutAll();

        await Eventually.HoldsAsync(() => _heard.Count == 2, () => string.Join(", ", _heard));
        Assert.Equal((0, 0), (_feed.CountListeners(Room), _feed.CountListeners(OtherRoom)));
    }

    [Fact]
    public async Task Coming_and_going_from_many_threads_loses_no_listener()
    {
        var kept = new ConcurrentBag<IDisposable>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                _feed.Subscribe(Room, worker, Hear("gone")).Dispose();
                if (round % 20 == 0)
                    kept.Add(_feed.Subscribe(Room, worker, Hear("kept")));
                _feed.Publish(OtherRoom, new ChatPresenceChanged(round));
            }
        })));

        Assert.Equal(80, _feed.CountListeners(Room));
        foreach (var subscription in kept)
            subscription.Dispose();
        Assert.Equal(0, _feed.CountListeners(Room));
    }

    private Func<ForumEvent, Task> Hear(string name) => happened =>
    {
        _heard.Enqueue(happened is ChatPresenceChanged { RoomId: var number } ? $"{name} {number}" : $"{name} cut");
        return Task.CompletedTask;
    };
}
