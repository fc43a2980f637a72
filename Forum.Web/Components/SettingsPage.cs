using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Access;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>
/// A page of a member's own settings. Sends guests to sign in, runs acts, and redirects to itself after a success, so
/// that reloading does nothing twice. Members with an account on hold
/// can open it too: they need some of it.
/// </summary>
public abstract class SettingsPage : ComponentBase
{
    [Inject]
    private CurrentViewer Viewers { get; set; } = null!;

    /// <summary>The member whose settings these are.</summary>
    protected Viewer Viewer { get; private set; } = Viewer.Guest;

    /// <summary>Why the last act was refused; null when it wasn't.</summary>
    protected Refusal? Problem { get; private set; }

    /// <summary>The form that the error belongs to.</summary>
    protected string? ProblemForm { get; private set; }

    /// <summary>The success message from before this page was loaded.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    protected string? Done { get; set; }

    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Request { get; set; } = null!;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Viewer = await Viewers.GetAsync();
        if (Viewer.MemberId is null)
            Request.Response.Redirect(Links.SignIn(Request.Request.Path.ToUriComponent()));
        else
            await ReadAsync();
    }

    /// <summary>Runs the act of a form.</summary>
    /// <param name="form">The form's name, to show an error at the right one.</param>
    protected async Task TryAsync<T>(string form, Func<Task<Outcome<T>>> act)
    {
        ArgumentNullException.ThrowIfNull(act);

        // The renderer calls the form's handler for a guest too, before the redirect is sent.
        if (Viewer.MemberId is null)
            return;
        var outcome = await act();
        (Problem, ProblemForm) = (outcome.Refusal, form);
        if (outcome.IsDone)
            Request.Response.Redirect($"{Request.Request.Path.ToUriComponent()}?done={form}");
    }

    /// <summary>Runs the act of a form whose result is shown on this page, instead of redirecting to it.</summary>
    /// <returns>The act's result; null when it was refused.</returns>
    protected async Task<T?> ShowAsync<T>(string form, Func<Task<Outcome<T>>> act)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(act);
        if (Viewer.MemberId is null)
            return null;
        var outcome = await act();
        (Problem, ProblemForm) = (outcome.Refusal, form);
        return outcome.IsDone ? outcome.Value : null;
    }

    /// <summary>Why a field of a form was refused; null means the form as a whole.</summary>
    protected Refusal? ProblemOf(string form, string? field) => ProblemForm == form && Problem is { } problem && problem.Field == field ? problem : null;
}
