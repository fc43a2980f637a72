using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Administration;

/// <summary>Numbers on the dashboard, with a chart of the last days. Each room registers its own with <c>AddHandler</c>.</summary>
[ExtensionPoint]
public interface IDashboardFigures
{
    /// <summary>Lower numbers come first.</summary>
    int Order => 0;

    /// <summary>Reads the figures, from what is already counted: never by scanning a table that grows.</summary>
    /// <returns>The figures in order; none if there is nothing to show.</returns>
    Task<IReadOnlyList<DashboardFigure>> ReadAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default);
}

/// <summary>A number on the dashboard.</summary>
/// <param name="Title">What is counted, translated.</param>
/// <param name="Today">Today, in UTC: the last of the days.</param>
/// <param name="Days">The count of each day, oldest first: the last <see cref="Shown"/>, and as many before to compare with.</param>
public sealed record DashboardFigure(string Title, DateOnly Today, IReadOnlyList<int> Days)
{
    /// <summary>The number of days in the chart.</summary>
    public const int Shown = 30;

    /// <summary>The number of all there are; null if that isn't known.</summary>
    public long? Total { get; init; }

    /// <summary>The page about it; null if there is none.</summary>
    public string? Address { get; init; }

    /// <summary>The days in the chart.</summary>
    public IReadOnlyList<int> Recent => [.. Days.TakeLast(Shown)];

    /// <summary>The sum of the days in the chart.</summary>
    public long Sum => Recent.Sum(static day => (long)day);

    /// <summary>The sum of as many days before them.</summary>
    public long SumBefore => Days.SkipLast(Shown).TakeLast(Shown).Sum(static day => (long)day);

    /// <summary>The change against the days before, in percent; null if there was nothing before.</summary>
    public int? Change => SumBefore == 0 ? null : (int)Math.Clamp(Math.Round((Sum - SumBefore) * 100.0 / SumBefore), -100, 999);
}
