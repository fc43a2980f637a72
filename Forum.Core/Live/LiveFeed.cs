using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Live;

/// <summary>
/// Carries events from the acts to the open pages of this process. <see cref="Publish"/> returns at once (measured: a publisher
/// that calls a thousand idle circuits itself is held for a fifth of a second); a single background loop delivers, so each
/// listener hears the events of all channels in the order in which they were published.
/// <para>
/// The contract of loss: an event reaches every listener that was subscribed when it was delivered, at most once. Whoever needs
/// all of them subscribes first, then loads, merges by id, and after a dropped connection asks the database for what came since.
/// </para>
/// </summary>
public sealed class LiveFeed(ILogger<LiveFeed> log) : BackgroundService
{
    private readonly ConcurrentDictionary<LiveChannel, ImmutableArray<LiveSubscription>> _listeners = new();

    private readonly Channel<(LiveChannel Channel, ForumEvent Event, int? OnlyMemberId)> _queue =
        Channel.CreateUnbounded<(LiveChannel, ForumEvent, int?)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>
    /// Listens to a channel until the result is disposed of, or access ends. The caller has checked that the viewer may.
    /// </summary>
    /// <param name="channel">What to listen to.</param>
    /// <param name="memberId">Who listens; null for a guest.</param>
    /// <param name="callback">
    /// Called on the delivery loop and must return quickly: hand over to the component's dispatcher. The thread's culture is
    /// nobody's; format with the viewer's own. When it throws, the others are not harmed.
    /// </param>
    /// <returns>Ends the subscription when disposed of; may be disposed of twice.</returns>
    public IDisposable Subscribe(LiveChannel channel, int? memberId, Func<ForumEvent, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new LiveSubscription(this, channel, memberId, callback);
        _listeners.AddOrUpdate(channel, _ => [subscription], (_, listeners) => listeners.Add(subscription));
        return subscription;
    }

    /// <summary>Hands an event to the delivery loop. Never waits and never throws for a listener's sake.</summary>
    /// <param name="channel">Where it happened.</param>
    public void Publish(LiveChannel channel, ForumEvent happened)
    {
        // Nobody there: most replies of a quiet forum end here.
        if (_listeners.ContainsKey(channel))
            _queue.Writer.TryWrite((channel, happened, null));
    }

    /// <summary>Ends all subscriptions of a channel, because who may see it has changed. Each hears <see cref="AccessChanged"/>.</summary>
    public void CutChannel(LiveChannel channel) => _queue.Writer.TryWrite((channel, AccessChanged.Instance, null));

    /// <summary>Ends all subscriptions of a member, because what the member may see has changed. Each hears <see cref="AccessChanged"/>.</summary>
    public void CutMember(int memberId)
    {
        foreach (var (channel, listeners) in _listeners)
        {
            if (listeners.Any(listener => listener.MemberId == memberId))
                _queue.Writer.TryWrite((channel, AccessChanged.Instance, memberId));
        }
    }

    /// <summary>Ends all subscriptions, because who may see what has changed in a way that touches many. Each hears <see cref="AccessChanged"/>.</summary>
    public void CutAll()
    {
        foreach (var channel in _listeners.Keys)
            CutChannel(channel);
    }

    /// <summary>How many listeners a channel has now.</summary>
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

    // Not awaited to its end: a listener that is busy must not hold up the others. What it throws is logged when it is known.
    private void Deliver(LiveSubscription listener, ForumEvent happened)
    {
        try
        {
            var task = listener.Callback(happened);
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

    // A circuit that closes between delivery and rendering is nobody's fault.
    private void LogFailure(Exception error, ForumEvent happened)
    {
        if (error is ObjectDisposedException or OperationCanceledException)
            log.LogDebug(error, "A listener was gone before {Event} reached it", happened.GetType().Name);
        else
            log.LogError(error, "A listener failed on {Event}", happened.GetType().Name);
    }
}

internal sealed class LiveSubscription(LiveFeed feed, LiveChannel channel, int? memberId, Func<ForumEvent, Task> callback) : IDisposable
{
    public LiveChannel Channel => channel;

    public int? MemberId => memberId;

    public Func<ForumEvent, Task> Callback => callback;

    public void Dispose() => feed.Remove(this);
}
