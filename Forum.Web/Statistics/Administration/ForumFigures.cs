using Forum.Core.Access;
using Forum.Core.Statistics;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Statistics.Administration;

/// <summary>The forum's growth on the dashboard.</summary>
public sealed class ForumFigures(DailyCountQueries counts, ForumOverview overview) : IDashboardFigures
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<DashboardFigure>> ReadAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (await counts.ReadAsync(viewer, cancellation) is not { } series || await overview.ReadAsync(viewer, cancellation) is not { } now)
            return [];
        return
        [
            new(texts["New members"], series.Today, series.Members) { Total = now.Members, Address = Links.MembersAdministration },
            new(texts["New threads"], series.Today, series.Threads) { Total = now.Threads },
            new(texts["New posts"], series.Today, series.Posts) { Total = now.Posts },
            new(texts["Page views"], series.Today, series.Views),
        ];
    }
}
