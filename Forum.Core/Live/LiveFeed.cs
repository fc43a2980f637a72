using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Live;

/// <summary>
/// Delivers events from acts to the open pages of this process. <see cref="Publish"/> returns immediately (measured: a
/// publisher that calls a thousand idle circuits itself is blocked for a fifth of a second). A single background loop
/// delivers, so each subscriber gets the events of all channels in the order they were published. <para>Delivery
/// guarantee: an event reaches each subscriber that was subscribed at delivery, at most once. To get all of them,
/// subscribe first, then load, merge by ID, and query the database for what was missed after a dropped
/// connection.</para>
/// </summary>
public sealed class LiveFeed(ILogger<LiveFeed> log) : BackgroundService
{
    private readonly ConcurrentDictionary<LiveChannel, ImmutableArray<LiveSubscription>> _listeners = new();

    private readonly Channel<(LiveChannel Channel, ForumEvent Event, int? OnlyMemberId)> _queue =
        Channel.CreateUnbounded<(LiveChannel, ForumEvent, int?)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>
    /// Subscribes to a channel until the result is disposed of, or access ends. The caller has checked that the viewer
    /// may.
    /// </summary>
    /// <param name="memberId">The subscriber; null for a guest.</param>
    /// <param name="callback">Called on the delivery loop and must return quickly: hand over to the component's
    /// dispatcher. It runs in the language in which it subscribed. If it throws, other subscribers aren't affected.</param>
    /// <returns>Ends the subscription when disposed of; may be disposed of twice.</returns>
    public IDisposable Subscribe(LiveChannel channel, int? memberId, Func<ForumEvent, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new LiveSubscription(this, channel, memberId, callback);
        _listeners.AddOrUpdate(channel, _ => [subscription], (_, listeners) => listeners.Add(subscription));
        return subscription;
    }

    /// <summary>Hands an event to the delivery loop. Never waits, and never throws because of a subscriber.</summary>
    public void Publish(LiveChannel channel, ForumEvent happened)
    {
        // No subscribers: most replies in a quiet forum end here.
        if (_listeners.ContainsKey(channel))
            _queue.Writer.TryWrite((channel, happened, null));
    }

    /// <summary>
    /// Ends all subscriptions to a channel, because who can see it has changed. Each gets <see cref="AccessChanged"/>.
    /// </summary>
    public void CutChannel(LiveChannel channel) => _queue.Writer.TryWrite((channel, AccessChanged.Instance, null));

    /// <summary>
    /// Ends all of a member's subscriptions, because what the member can see has changed. Each gets
    /// <see cref="AccessChanged"/>.
    /// </summary>
    public void CutMember(int memberId)
    {
        foreach (var (channel, listeners) in _listeners)
        {
            if (listeners.Any(listener => listener.MemberId == memberId))
                _queue.Writer.TryWrite((channel, AccessChanged.Instance, memberId));
        }
    }

    /// <summary>
    /// Ends all subscriptions, because of an access change that affects many. Each gets <see cref="AccessChanged"/>.
    /// </summary>
    public void CutAll()
    {
        foreach (var channel in _listeners.Keys)
            CutChannel(channel);
    }

    /// <summary>The current number of subscribers to a channel.</summary>
    public int CountListeners(LiveChannel channel) => _listeners.TryGetValue(channel, out var listeners) ? listeners.Length : 0;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (channel, happened, onlyMemberId) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            if (!_listeners.TryGetValue(channel, out var listeners))
                continue;

            foreach (var listener in listeners)
            {
                if (onlyMemberId is not null && listener.MemberId != onlyMemberId)
                    continue;
                if (happened is AccessChanged)
                    listener.Dispose();
                Deliver(listener, happened);
            }
        }
    }

    internal void Remove(LiveSubscription subscription)
    {
        while (_listeners.TryGetValue(subscription.Channel, out var listeners))
        {
            var rest = listeners.Remove(subscription);
            var done = rest.IsEmpty
                ? _listeners.TryRemove(KeyValuePair.Create(subscription.Channel, listeners))
                : _listeners.TryUpdate(subscription.Channel, rest, listeners);
            if (done)
                return;
        }
    }

    // Not awaited: a busy subscriber must not block the others. Its exception is logged when it completes.
    private void Deliver(LiveSubscription listener, ForumEvent happened)
    {
        try
        {
            var task = listener.HearAsync(happened);
            if (!task.IsCompletedSuccessfully)
                _ = ObserveAsync(task, happened);
        }
        catch (Exception error)
        {
            LogFailure(error, happened);
        }
    }

    private async Task ObserveAsync(Task task, ForumEvent happened)
    {
        try
        {
            await task;
        }
        catch (Exception error)
        {
            LogFailure(error, happened);
        }
    }

    // A circuit that closes between delivery and rendering isn't an error.
    private void LogFailure(Exception error, ForumEvent happened)
    {
        if (error is ObjectDisposedException or OperationCanceledException)
            log.LogDebug(error, "A listener disconnected before {Event} reached it", happened.GetType().Name);
        else
            log.LogError(error, "A listener failed on {Event}", happened.GetType().Name);
    }
}

internal sealed class LiveSubscription(LiveFeed feed, LiveChannel channel, int? memberId, Func<ForumEvent, Task> callback) : IDisposable
{
    private readonly CultureInfo _format = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;

    public LiveChannel Channel => channel;

    public int? MemberId => memberId;

    public Task HearAsync(ForumEvent happened)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_format, _language);
        return callback(happened);
    }

    public void Dispose() => feed.Remove(this);
}
