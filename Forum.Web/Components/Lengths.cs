using Forum.Core.Text;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>
/// The limits of a text field in characters as people count them. The browser counts UTF-16 units, so its own limit only
/// keeps the field from growing without end; the composer's script counts visible characters.
/// </summary>
public static class Lengths
{
    /// <summary>The attributes of a field.</summary>
    /// <param name="least">The minimum of visible characters, if the text isn't empty.</param>
    /// <param name="most">The maximum of characters.</param>
    /// <param name="problem">The error when there are fewer or more.</param>
    public static Dictionary<string, object> Of(int least, int most, LocalizedString problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new()
        {
            ["maxlength"] = Math.Max(most, ShownText.MaxUnits),
            ["data-characters"] = $"{least} {most}",
            ["data-characters-problem"] = problem.Value,
        };
    }
}
