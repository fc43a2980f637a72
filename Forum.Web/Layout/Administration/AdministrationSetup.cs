using MudBlazor.Services;

namespace Forum.Web.Layout.Administration;

/// <summary>What the administration's controls need.</summary>
public static class AdministrationSetup
{
    /// <summary>Registers MudBlazor.</summary>
    public static void AddAdministrationControls(this IServiceCollection services) => services.AddMudServices(static options =>
    {
        // The same may be done twice, and is then said twice.
        options.SnackbarConfiguration.PreventDuplicates = false;
        options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
        options.SnackbarConfiguration.ClearAfterNavigation = false;
    });
}
