using System.Globalization;

namespace Forum.Web.Components;

/// <summary>Page numbers from URLs.</summary>
public static class Pages
{
    /// <summary>The query parameter.</summary>
    public const string Parameter = "page";

    /// <summary>
    /// The requested page, or the nearest one: an old link to page 9 of 8 shows the last. Anything but a number means page 1.
    /// </summary>
    public static int Clamp(string? asked, int pageCount)
    {
        if (string.IsNullOrEmpty(asked) || !asked.All(char.IsAsciiDigit))
            return 1;

        // Digits that don't fit into a number mean more pages than there can be.
        return int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, pageCount) : pageCount;
    }
}
