using System.Globalization;

namespace Forum.Bench;

/// <summary>The median of several measurements, and their range.</summary>
internal static class Figures
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(this IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The median with the minimum and the maximum: <c>0.84 (0.81–0.86)</c>.</summary>
    public static string WithSpread(this IReadOnlyCollection<double> values, string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{values.Median().ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)}–{values.Max().ToString(format, CultureInfo.InvariantCulture)})");

    public static string Text(this double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Megabytes(this long bytes) => (bytes / 1048576.0).Text("0") + " MB";
}
