using Forum.Core.Posts;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Layout;

/// <summary>
/// The limits of a text field as people count: the browser's own count UTF-16 units, so they only keep the field from growing without end,
/// and the composer's script counts what is seen.
/// </summary>
public static class Lengths
{
    /// <summary>The attributes of a field.</summary>
    /// <param name="least">The fewest visible characters of a text that is not empty.</param>
    /// <param name="most">The most characters.</param>
    /// <param name="problem">Said when they are fewer or more.</param>
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
