using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Layout.Administration;

/// <summary>
/// A page of the administration: runs acts as whoever its viewer is at that moment, says how they went, and reads again when
/// another administrator has changed something. It closes when its viewer is an administrator no more.
/// </summary>
public abstract class AdministrationPage : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private bool _isGone;

    [Inject]
    private CurrentViewer Viewers { get; set; } = null!;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ISnackbar Notices { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Texts> Words { get; set; } = null!;

    /// <summary>Who looks, as of the last check.</summary>
    protected Viewer Viewer { get; private set; } = Viewer.Guest;

    /// <summary>Why the last act was refused; null when it was done.</summary>
    protected Refusal? Problem { get; private set; }

    /// <summary>Whether the controls work yet: before that they are shown but disabled, so that no click is lost.</summary>
    protected bool IsReady => RendererInfo.IsInteractive;

    /// <summary>Why this field was refused, in words; null when it wasn't.</summary>
    protected string? Why(string field) => Problem?.Field == field ? Words.Say(Problem) : null;

    /// <summary>Whether this field was refused.</summary>
    protected bool IsWrong(string field) => Problem?.Field == field;

    /// <summary>Shows a notice that screen readers hear too.</summary>
    protected void Say(string said) => Notices.Add(said, Severity.Success);

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Runs an act, says how it went, and reads again: also after a refusal, which may mean that the page is old.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> TryAsync<T>(Func<Viewer, Task<Outcome<T>>> act, string said)
    {
        ArgumentNullException.ThrowIfNull(act);
        Viewer = await Viewers.GetAsync();
        var outcome = await act(Viewer);
        Problem = outcome.Refusal;
        if (outcome.IsDone)
            Say(said);
        await ReadAsync();
        return outcome.IsDone;
    }

    /// <summary>Says what was brought about without an act of the page, and reads again; null when a dialog was closed without saving.</summary>
    protected async Task SaidAsync(string? said)
    {
        Problem = null;
        if (said is null)
            return;
        Say(said);
        await ReadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Viewer = await Viewers.GetAsync();

        // The address was checked when the page was asked for; the circuit may open later, after a demotion.
        if (Viewer.IsAdministrator)
            await ReadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        Listen();

        // What ended just before the subscription has told nobody here.
        if (!(await Viewers.GetAsync()).IsAdministrator)
            await OnAccessChangedAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isGone = true;
        _subscription?.Dispose();
        GC.SuppressFinalize(this);
    }

    // Only for its last word: changes of boards, rooms and standing end subscriptions, whatever the channel.
    private void Listen()
    {
        _subscription?.Dispose();
        _subscription = Feed.Subscribe(
            LiveChannel.Home,
            Viewer.MemberId,
            happened => happened is AccessChanged ? InvokeAsync(OnAccessChangedAsync) : Task.CompletedTask);
    }

    private async Task OnAccessChangedAsync()
    {
        if (_isGone)
            return;
        Viewer = await Viewers.GetAsync();
        if (!Viewer.IsAdministrator)
        {
            _subscription?.Dispose();
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
            return;
        }

        Listen();
        await ReadAsync();
        StateHasChanged();
    }
}
