using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>Opens the administration's dialogs, all in the same way.</summary>
public static class DialogForms
{
    /// <summary>Opens a form.</summary>
    /// <returns>The success message; null when it was closed without saving.</returns>
    public static async Task<string?> AskAsync<TForm>(this IDialogService dialogs, string title, params (string Name, object? Value)[] parameters)
        where TForm : AdministrationForm
    {
        var filledIn = new DialogParameters();
        foreach (var (name, value) in parameters)
            filledIn.Add(name, value);
        var dialog = await dialogs.ShowAsync<TForm>(title, filledIn);
        return await dialog.GetReturnValueAsync<string>();
    }

    /// <summary>Asks for confirmation of something that others will notice.</summary>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string question, string title, string yes, string no)
    {
        var parameters = new DialogParameters<Confirmation>
        {
            { asked => asked.Question, question },
            { asked => asked.Yes, yes },
            { asked => asked.No, no },
        };
        var dialog = await dialogs.ShowAsync<Confirmation>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall });
        return await dialog.GetReturnValueAsync<bool?>() is true;
    }
}
