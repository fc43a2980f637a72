using MudBlazor;

namespace Forum.Web.Layout.Administration;

/// <summary>Turns the pages of a grid.</summary>
public static class GridPages
{
    /// <summary>Reads again and shows the first page: something else is asked for now.</summary>
    public static Task ShowFirstAsync<T>(this MudDataGrid<T> grid)
    {
        ArgumentNullException.ThrowIfNull(grid);

        // Turning the page reads too, but nobody could wait for that.
        grid.NavigateTo(Page.First);
        return grid.ReloadServerData();
    }
}
