using Radzen;

namespace Forum.Web.Layout.Administration;

/// <summary>Opens the dialogs of the administration, all in the same way.</summary>
public static class DialogForms
{
    /// <summary>Opens a form.</summary>
    /// <returns>What it has brought about; null when it was closed without saving.</returns>
    public static async Task<string?> AskAsync<TForm>(this DialogService dialogs, string title, params (string Name, object? Value)[] parameters)
        where TForm : AdministrationForm =>
        await dialogs.OpenAsync<TForm>(title, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value)!, Options()) as string;

    /// <summary>Asks before something that others will notice.</summary>
    public static async Task<bool> ConfirmAsync(this DialogService dialogs, string question, string title, string yes, string no) =>
        await dialogs.Confirm(question, title, new ConfirmOptions { OkButtonText = yes, CancelButtonText = no, CloseDialogOnEsc = true, Width = "", CssClass = "admin-dialog" })
            is true;

    // A click beside the dialog would throw away what was typed.
    private static DialogOptions Options() =>
        new() { CloseDialogOnOverlayClick = false, CloseDialogOnEsc = true, Width = "", CssClass = "admin-dialog", AutoFocusFirstElement = true };
}
