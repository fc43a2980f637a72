using System.Globalization;

namespace Forum.Web.Layout;

/// <summary>Page numbers out of addresses.</summary>
public static class Pages
{
    /// <summary>The page that was asked for, or the nearest there is: an old link to page 9 of 8 shows the last.</summary>
    public static int Clamp(string? asked, int pageCount) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, pageCount) : 1;
}
