using Forum.Core.Access;
using Forum.Core.Data.Sqlite;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Statistics.Administration;

/// <summary>The step to the first backup: done once there is a file in the folder for backups.</summary>
public sealed class BackupStep(DatabaseFacts database) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 40;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Back up the database"], texts["Make one now and schedule the next, so that no post is ever lost."], Links.SystemAdministration);
    }

    /// <inheritdoc />
    public Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => Task.FromResult(database.LastBackupAt() is not null);
}
