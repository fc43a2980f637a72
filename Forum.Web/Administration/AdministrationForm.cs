using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>A form in a dialog. It closes after saving; otherwise it keeps what was typed and shows the error.</summary>
public abstract class AdministrationForm : ComponentBase
{
    [Inject]
    private CurrentViewer Viewers { get; set; } = null!;

    [Inject]
    private IStringLocalizer<Texts> Words { get; set; } = null!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Why the form was refused; null when it wasn't.</summary>
    protected Refusal? Problem { get; private set; }

    /// <summary>Whether it is being saved: a second click must not create a second board.</summary>
    protected bool IsSaving { get; private set; }

    /// <summary>The field's validation error, translated; null when there is none.</summary>
    protected string? Why(string field) => Problem?.Field == field ? Words.Say(Problem) : null;

    /// <summary>Whether the field has a validation error.</summary>
    protected bool IsWrong(string field) => Problem?.Field == field;

    /// <summary>Runs the act of the form.</summary>
    /// <param name="said">The success message, for the page behind the dialog.</param>
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
