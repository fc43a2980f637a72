using Forum.Core.Access;
using Forum.Core.Data.Sqlite;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Forum.Web.Statistics.Administration;

/// <summary>A warning on the dashboard if backups were made before, but no longer are.</summary>
public sealed class OldBackup(DatabaseFacts database, TimeProvider clock) : IWaitingWork
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(8);

    /// <inheritdoc />
    public int Order => 30;

    /// <inheritdoc />
    public Task<WaitingWork?> FindAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(texts);
        if (!viewer.IsAdministrator || database.LastBackupAt() is not { } last || clock.GetUtcNow() - last < Old)
            return Task.FromResult<WaitingWork?>(null);
        return Task.FromResult<WaitingWork?>(new(
            texts["The last backup is {0:N0} days old", (int)(clock.GetUtcNow() - last).TotalDays], texts["See the system"], Links.SystemAdministration, Icons.Material.Outlined.Backup)
        {
            IsProblem = true,
        });
    }
}
