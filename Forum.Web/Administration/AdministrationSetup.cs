using MudBlazor.Services;

namespace Forum.Web.Administration;

/// <summary>Registers the services that the administration's controls need.</summary>
public static class AdministrationSetup
{
    /// <summary>Registers MudBlazor.</summary>
    public static void AddAdministrationControls(this IServiceCollection services)
    {
        services.AddMudServices(static options =>
        {
            // The same action can be repeated, and its notice should be shown again.
            options.SnackbarConfiguration.PreventDuplicates = false;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            options.SnackbarConfiguration.ClearAfterNavigation = false;
        });
        services.AddLocalizationInterceptor<AdministrationTexts>();
    }
}
