using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Layout.Administration;

/// <summary>A form in a dialog: closes when it was saved, and otherwise keeps what was typed and shows why not.</summary>
public abstract class AdministrationForm : ComponentBase
{
    [Inject]
    private CurrentViewer Viewers { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Texts> Words { get; set; } = null!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Why the form was refused; null when it was not.</summary>
    protected Refusal? Problem { get; private set; }

    /// <summary>Whether it is being saved: a second press on the button must not make a second board.</summary>
    protected bool IsSaving { get; private set; }

    /// <summary>Why this field was refused, in words; null when it wasn't.</summary>
    protected string? Why(string field) => Problem?.Field == field ? Words.Say(Problem) : null;

    /// <summary>Whether this field was refused.</summary>
    protected bool IsWrong(string field) => Problem?.Field == field;

    /// <summary>Runs the act of the form.</summary>
    /// <param name="said">What it has brought about, for the page behind the dialog.</param>
    protected async Task SaveAsync<T>(Func<Viewer, Task<Outcome<T>>> act, string said)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (IsSaving)
            return;
        IsSaving = true;
        try
        {
            Problem = (await act(await Viewers.GetAsync())).Refusal;
        }
        finally
        {
            IsSaving = false;
        }

        if (Problem is null)
            Dialog.Close(DialogResult.Ok(said));
    }
}
