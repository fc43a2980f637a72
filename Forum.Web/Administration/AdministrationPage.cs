using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>
/// A page of the administration: runs acts as its current viewer, shows the results, and reloads its data when another
/// administrator changes something. It closes when its viewer is no longer an administrator.
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
    private protected IStringLocalizer<Texts> Words { get; set; } = null!;

    /// <summary>The viewer, as of the last check.</summary>
    protected Viewer Viewer { get; private set; } = Viewer.Guest;

    /// <summary>Why the last act was refused; null when it was done.</summary>
    protected Refusal? Problem { get; private set; }

    /// <summary>Whether the controls work yet: until then they are shown but disabled, so that no click is lost.</summary>
    protected bool IsReady => RendererInfo.IsInteractive;

    /// <summary>The field's validation error, translated; null when there is none.</summary>
    protected string? Why(string field) => Problem?.Field == field ? Words.Say(Problem) : null;

    /// <summary>Whether the field has a validation error.</summary>
    protected bool IsWrong(string field) => Problem?.Field == field;

    /// <summary>Takes the validation error off the page.</summary>
    private protected void ForgetProblem() => Problem = null;

    /// <summary>Shows a notice that screen readers announce too.</summary>
    protected void Say(string said) => Notices.Add(said, Severity.Success);

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>
    /// Runs an act, shows the result, and reloads the data: after a refusal too, which may mean that the page is outdated.
    /// </summary>
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

    /// <summary>
    /// Shows a dialog's success message and reloads the data; null when the dialog was closed without saving.
    /// </summary>
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

        // Access was checked when the page was requested; the circuit may open later, after a demotion.
        if (Viewer.IsAdministrator)
            await ReadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        Listen();

        // Check again: changes just before the subscription weren't received.
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

    // Only for the last event: changes of boards, rooms, roles and locks end subscriptions on every channel.
    private void Listen()
    {
        _subscription?.Dispose();
        _subscription = Feed.Subscribe(
            LiveChannel.Member(Viewer.MemberId ?? 0),
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
