using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Privacy;

/// <summary>
/// Builds data exports one at a time and deletes expired ones. Unfinished exports start over after a restart.
/// </summary>
[SafeBesideOthers("the conditions of single statements")]
public sealed class ExportWork(
    IDbContextFactory<ForumDb> databases, ForumWriter writer, DataExports exports, ExportContents contents, TimeProvider clock, ILogger<ExportWork> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    /// <summary>Builds all requested exports. When canceled, an unfinished one starts over next time.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        await CleanUpAsync(cancellation);
        while (await NextAsync(cancellation) is { } next)
        {
            var state = await TryAsync(next, cancellation);
            await EndAsync(next, state, cancellation);
            exports.Tell(next.MemberId, 1, isOver: true);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "Couldn't process the data exports; trying again later");
            }

            await exports.WaitAsync(LookEvery, clock, stoppingToken);
        }
    }

    private async Task<ExportState> TryAsync(DataExport export, CancellationToken cancellation)
    {
        var path = exports.PathOf(export.FileKey);
        var draft = path + ".part";
        try
        {
            Directory.CreateDirectory(exports.Folder);
            await using (var file = File.Create(draft))
                await contents.WriteAsync(file, export.MemberId, share => exports.Tell(export.MemberId, share), cancellation);
            File.Move(draft, path, overwrite: true);
            return ExportState.Ready;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Couldn't create the data export of member {Member}", export.MemberId);
            if (File.Exists(draft))
                File.Delete(draft);
            return ExportState.Failed;
        }
    }

    private async Task<DataExport?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.DataExports.AsNoTracking().Where(export => export.State == ExportState.Waiting)
            .OrderBy(export => export.RequestedAt).FirstOrDefaultAsync(cancellation);
    }

    private Task<Outcome<Done>> EndAsync(DataExport export, ExportState state, CancellationToken cancellation) => writer.WriteAsync<Done>(
        async scope =>
        {
            var ended = await scope.Db.DataExports.Where(row => row.MemberId == export.MemberId && row.FileKey == export.FileKey)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.EndedAt, scope.Now), cancellation);
            var member = await scope.Db.Users.AsNoTracking().FirstAsync(member => member.Id == export.MemberId, cancellation);
            if (ended > 0 && state == ExportState.Ready && member.Email is not null)
                await MailOutbox.AddAsync(scope, PrivacyMails.DataIsReady, member.Email, member.Id);
            return default(Done);
        },
        cancellation);

    // Expired rows, and files without a row: from members who were deleted or requested again.
    private async Task CleanUpAsync(CancellationToken cancellation)
    {
        await writer.WriteAsync<Done>(
            async scope =>
            {
                var since = scope.Now - DataExports.Kept;
                await scope.Db.DataExports.Where(export => (export.State == ExportState.Ready || export.State == ExportState.Failed) && export.RequestedAt < since).ExecuteDeleteAsync(cancellation);
                return default(Done);
            },
            cancellation);
        if (!Directory.Exists(exports.Folder))
            return;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var known = (await db.DataExports.Select(export => export.FileKey).ToListAsync(cancellation)).Select(exports.PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(exports.Folder).Where(file => !known.Contains(file)))
            File.Delete(file);
    }
}
