using System.Globalization;
using System.Text;

namespace Forum.Web.Administration;

/// <summary>A small line chart without axes, as the paths of an SVG element.</summary>
public static class Sparkline
{
    /// <summary>The width of the drawing; it's stretched to the width of its card.</summary>
    public const int Width = 120;

    /// <summary>The height of the drawing.</summary>
    public const int Height = 32;

    // So that the line isn't cut off at the top and at the bottom.
    private const double Margin = 2;

    /// <summary>The line, from the first value to the last. Zero is at the bottom.</summary>
    public static string Line(IReadOnlyList<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            return "";
        var highest = Math.Max(1, values.Max());
        var step = (double)Width / Math.Max(1, values.Count - 1);
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{i * step:0.##} {Height - Margin - (Height - 2 * Margin) * values[i] / highest:0.##}");
        return path.ToString();
    }

    /// <summary>The area below the line.</summary>
    public static string Area(IReadOnlyList<int> values) =>
        Line(values) is { Length: > 0 } line ? string.Create(CultureInfo.InvariantCulture, $"{line}V{Height}H0Z") : "";
}
