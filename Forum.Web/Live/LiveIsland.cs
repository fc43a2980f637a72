using System.Globalization;
using Forum.Core.Accounts;
using Forum.Core.Live;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Forum.Web.Live;

/// <summary>
/// An island that keeps a page up to date: checks that its viewer may listen, subscribes, then catches up with what happened
/// before that, and again after a dropped connection. What it hears it hands to the page's script as finished HTML, so a circuit
/// holds no posts.
/// </summary>
public abstract class LiveIsland : ComponentBase, IDisposable
{
    /// <summary>Drawn by the circuit alone: an island that has nothing to show yet is spared being made for the page.</summary>
    public static readonly IComponentRenderMode Mode = new InteractiveServerRenderMode(prerender: false);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private DotNetObjectReference<LiveIsland>? _self;
    private IDisposable? _subscription;
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

    /// <summary>Who looks, as of the last check.</summary>
    protected Viewer Viewer { get; private set; } = Viewer.Guest;

    /// <summary>Whether the page has been brought up to date before; lasts through a pause, in which something may have happened.</summary>
    [PersistentState]
    public bool WasUpToDate { get; set; }

    /// <summary>As what its viewer was let in: after a pause, the page is loaded again when that has changed.</summary>
    [PersistentState]
    public string? ViewerStatus { get; set; }

    /// <summary>What to listen to, when the viewer may; null when not.</summary>
    protected abstract Task<LiveChannel?> FindChannelAsync();

    /// <summary>Brings the page up to date with the database. Called after the subscription, so that nothing falls in between.</summary>
    protected abstract Task CatchUpAsync();

    /// <summary>Something happened in the channel.</summary>
    protected abstract Task HearAsync(ForumEvent happened);

    /// <summary>Access has ended, or there never was any: the page is asked for again and answers as it does to a stranger.</summary>
    protected virtual void LeavePage() => Tell("forum.live.refresh");

    /// <summary>Called by the page after a dropped connection came back: what was sent meanwhile is lost.</summary>
    [JSInvokable]
    public Task ConnectionIsBackAsync() => InTurnAsync(CatchUpAsync);

    /// <inheritdoc />
    public void Dispose()
    {
        _isGone = true;
        _subscription?.Dispose();
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        Tell("forum.live.register", _self);
        await ListenAsync();
    }

    /// <summary>
    /// Calls the page's script, in the order of the calls, and does not wait for it: while the connection is down no answer comes,
    /// and the next event must not wait for that.
    /// </summary>
    protected void Tell(string function, params object?[] arguments) => _ = TellAsync(function, arguments);

    private async Task TellAsync(string function, object?[] arguments)
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
            // The page says so, and anybody can write a page: no error of the forum's.
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
        if (before.MemberId is not null && Viewer.MemberId is null)
        {
            // The session has ended on another device: all of the page is a guest's from now on, what is around this part too.
            Tell("forum.reload");
            return;
        }

        var (status, known) = (StatusOf(Viewer), ViewerStatus);
        ViewerStatus = status;
        if (_isFresh && known is not null && known != status)
        {
            Tell("forum.reload");
            return;
        }

        _isFresh = false;
        if (channel is null)
        {
            LeavePage();
            return;
        }

        _subscription?.Dispose();
        var subscription = _subscription = Feed.Subscribe(channel.Value, Viewer.MemberId, happened => InvokeAsync(() => OnHeardAsync(happened)));

        // What ended just before the subscription has told nobody here.
        if (await MayStillHearAsync(channel.Value))
        {
            await InTurnAsync(CatchUpAsync);
            WasUpToDate = true;
            return;
        }

        subscription.Dispose();
        if (subscription == _subscription)
            await ListenAsync();
    }

    private static string StatusOf(Viewer viewer) =>
        string.Create(CultureInfo.InvariantCulture, $"{viewer.MemberId} {viewer.Role} {viewer.RefusalToAct?.Text}");

    // Asks again, as whoever the viewer is by now.
    private async Task<bool> MayStillHearAsync(LiveChannel channel)
    {
        var now = await Viewers.GetAsync();
        if (now.MemberId != Viewer.MemberId)
            return false;
        Viewer = now;
        return await FindChannelAsync() == channel;
    }

    private async Task OnHeardAsync(ForumEvent happened)
    {
        if (_isGone)
            return;
        if (happened is AccessChanged)
            await ListenAsync();
        else
            await InTurnAsync(() => HearAsync(happened));
    }

    // The dispatcher lets a second event in while the first one waits for the database; the page must hear them in order.
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
}
