using Forum.Core.Access;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Tests.Architecture;

/// <summary>What a room adds to the administrators' dashboard: a figure, a card for what waits, and a first step.</summary>
internal sealed class OwnDashboard : IDashboardFigures, IWaitingWork, IFirstStep
{
    public const string Page = "/admin/waves";

    public int Waiting { get; set; }

    public bool IsDone { get; set; }

    // Of the step, of the card and of the figures: before all others.
    public int Order => -1;

    public Task<IReadOnlyList<DashboardFigure>> ReadAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<DashboardFigure>>([new(texts["Waves"], new DateOnly(2026, 11, 30), [.. Enumerable.Range(1, DashboardFigure.Shown)]) { Address = Page }]);

    public Task<WaitingWork?> FindAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default) =>
        Task.FromResult(Waiting == 0 ? null : new WaitingWork(texts.Count(Waiting, "1 wave is waiting", "{0:N0} waves are waiting"), texts["Wave back"], Page, "<path/>"));

    public FirstStep Describe(IStringLocalizer<Texts> texts) => new(texts["Wave at someone"], texts["Nobody else will."], Page);

    public Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => Task.FromResult(IsDone);
}
