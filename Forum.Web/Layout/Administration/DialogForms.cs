using Radzen;

namespace Forum.Web.Layout.Administration;

/// <summary>Opens the dialogs of the administration, all in the same way.</summary>
public static class DialogForms
{
    private const string Class = "admin-dialog";

    /// <summary>Opens a form.</summary>
    /// <returns>What it has brought about; null when it was closed without saving.</returns>
    public static async Task<string?> AskAsync<TForm>(this DialogService dialogs, string title, params (string Name, object? Value)[] parameters)
        where TForm : AdministrationForm
    {
        var filledIn = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return await dialogs.OpenAsync<TForm>(title, filledIn!, Form()) as string;
    }

    /// <summary>Asks before something that others will notice.</summary>
    public static async Task<bool> ConfirmAsync(this DialogService dialogs, string question, string title, string yes, string no) =>
        await dialogs.Confirm(question, title, new ConfirmOptions
        {
            OkButtonText = yes,
            CancelButtonText = no,
            CloseDialogOnEsc = true,
            Width = "",
            CssClass = Class,
        }) is true;

    // A click beside the dialog would throw away what was typed.
    private static DialogOptions Form() => new()
    {
        CloseDialogOnOverlayClick = false,
        CloseDialogOnEsc = true,
        Width = "",
        CssClass = Class,
        AutoFocusFirstElement = true,
    };
}
