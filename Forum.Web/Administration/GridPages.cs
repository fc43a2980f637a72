using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>Changes a grid's page.</summary>
public static class GridPages
{
    /// <summary>Reloads and shows the first page, after a filter has changed.</summary>
    public static Task ShowFirstAsync<T>(this MudDataGrid<T> grid)
    {
        ArgumentNullException.ThrowIfNull(grid);

        // Changing the page reloads too, but that can't be awaited.
        grid.NavigateTo(Page.First);
        return grid.ReloadServerData();
    }
}
