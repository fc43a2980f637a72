using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Forum.Web.Layout.Administration;

/// <summary>A form in a dialog: closes when it was saved, and otherwise keeps what was typed and shows why not.</summary>
public abstract class AdministrationForm : ComponentBase
{
    [Inject]
    private CurrentViewer Viewers { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    /// <summary>Why the form was refused; null when it was not.</summary>
    protected Refusal? Problem { get; private set; }

    /// <summary>Whether it is being saved: a second press on the button must not make a second board.</summary>
    protected bool IsSaving { get; private set; }

    /// <summary>Why this field was refused; null when it was not.</summary>
    protected Refusal? ProblemOf(string field) => Problem?.Field == field ? Problem : null;

    /// <summary>Runs the act of the form.</summary>
    /// <param name="act">The act.</param>
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
            Dialogs.Close(said);
    }

    /// <summary>Closes the dialog without saving.</summary>
    protected void Cancel() => Dialogs.Close();
}
