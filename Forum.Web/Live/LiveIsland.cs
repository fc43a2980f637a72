using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Live;
using Forum.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Forum.Web.Live;

/// <summary>
/// An island that keeps a page up to date: checks that its viewer can listen, subscribes, then catches up with earlier
/// changes, and again after a dropped connection. It passes events to the page's script as finished HTML, so a circuit
/// holds no posts.
/// </summary>
public abstract class LiveIsland : ComponentBase, IDisposable
{
    /// <summary>Rendered only by the circuit: an island that shows nothing at first isn't prerendered.</summary>
    public static readonly IComponentRenderMode Mode = new InteractiveServerRenderMode(prerender: false);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private DotNetObjectReference<LiveIsland>? _self;
    private IDisposable? _subscription;
    private PersistingComponentStateSubscription _saving;
    private string? _viewerStatus;
    private bool _isGone;
    private bool _isFresh = true;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    [Inject]
    private CurrentViewer Viewers { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    [Inject]
    private ILogger<LiveIsland> Log { get; set; } = null!;

    /// <summary>The viewer, as of the last check.</summary>
    protected Viewer Viewer { get; private set; } = Viewer.Guest;

    [Inject]
    private PersistentComponentState Saved { get; set; } = null!;

    /// <summary>
    /// Whether the page has been brought up to date before; restored after a pause, during which something may have changed.
    /// </summary>
    protected bool WasUpToDate { get; private set; }

    /// <summary>The channel to listen to, if the viewer can; null if not.</summary>
    protected abstract Task<LiveChannel?> FindChannelAsync();

    /// <summary>
    /// Brings the page up to date with the database. Called after the subscription, so that nothing is missed.
    /// </summary>
    protected abstract Task CatchUpAsync();

    /// <summary>Handles an event of the channel.</summary>
    protected abstract Task OnEventAsync(ForumEvent happened);

    /// <summary>
    /// Access has ended or never existed: the page is loaded again, and the response is what a stranger gets.
    /// </summary>
    protected virtual void LeavePage() => CallScript("forum.live.refresh");

    /// <summary>Called by the page when a dropped connection is back: what was sent in between is lost.</summary>
    [JSInvokable]
    public Task ConnectionIsBackAsync() => InTurnAsync(CatchUpAsync);

    /// <inheritdoc />
    public void Dispose()
    {
        _isGone = true;
        _subscription?.Dispose();
        _saving.Dispose();
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _saving = Saved.Keep(GetType().Name, () => new Admission(WasUpToDate, _viewerStatus), out var admission);
        if (admission is not null)
            (WasUpToDate, _viewerStatus) = admission;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        CallScript("forum.live.register", _self);
        await ListenAsync();
    }

    /// <summary>
    /// Calls the page's script, in order, without waiting: while the connection is down there is no answer, and the next
    /// event must not wait for one.
    /// </summary>
    protected void CallScript(string function, params object?[] arguments) => _ = CallScriptAsync(function, arguments);

    private async Task CallScriptAsync(string function, object?[] arguments)
    {
        try
        {
            await Script.InvokeVoidAsync(function, arguments);
        }
        catch (Exception error) when (error is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            Log.LogDebug(error, "The page disconnected before {Function} reached it; it loads everything again when it reconnects", function);
        }
        catch (JSException error)
        {
            // This comes from the page, and anyone can write a page: not an error of the forum.
            Log.LogInformation(error, "The page's {Function} failed", function);
        }
    }

    private async Task ListenAsync()
    {
        var before = Viewer;
        Viewer = await Viewers.GetAsync();
        var channel = await FindChannelAsync();
        if (_isGone)
            return;
        if (BelongsToAnother(before))
        {
            CallScript("forum.reload");
            return;
        }

        (_isFresh, _viewerStatus) = (false, StatusOf(Viewer));
        if (channel is null)
        {
            LeavePage();
            return;
        }

        _subscription?.Dispose();
        var subscription = _subscription = Feed.Subscribe(channel.Value, Viewer.MemberId, happened => InvokeAsync(() => OnReceivedAsync(happened)));

        // Check again: changes just before the subscription weren't received.
        if (await StillHasAccessAsync(channel.Value))
        {
            await InTurnAsync(CatchUpAsync);
            WasUpToDate = true;
            return;
        }

        subscription.Dispose();
        if (subscription == _subscription)
            await ListenAsync();
    }

    // Whether the whole page, not just this part, was made for someone else: the session has ended on another device, or the
    // viewer's status changed during a pause.
    private bool BelongsToAnother(Viewer before) =>
        (before.MemberId is not null && Viewer.MemberId is null)
        || (_isFresh && _viewerStatus is { } known && known != StatusOf(Viewer));

    private static string StatusOf(Viewer viewer) =>
        string.Create(CultureInfo.InvariantCulture, $"{viewer.MemberId} {viewer.Role} {viewer.RefusalToAct?.Text}");

    // Check again with the current viewer.
    private async Task<bool> StillHasAccessAsync(LiveChannel channel)
    {
        var now = await Viewers.GetAsync();
        if (now.MemberId != Viewer.MemberId)
            return false;
        Viewer = now;
        return await FindChannelAsync() == channel;
    }

    private async Task OnReceivedAsync(ForumEvent happened)
    {
        if (_isGone)
            return;
        if (happened is AccessChanged)
            await ListenAsync();
        else
            await InTurnAsync(() => OnEventAsync(happened));
    }

    // The dispatcher lets a second event in while the first one awaits the database; the page must get them in order.
    private async Task InTurnAsync(Func<Task> work)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            if (!_isGone)
                await work();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    // What a pause keeps. If the viewer's status has changed after it, the page is loaded again.
    private sealed record Admission(bool WasUpToDate, string? ViewerStatus);
}
