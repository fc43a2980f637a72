using System.Collections.Concurrent;
using System.Threading.Channels;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Core.Privacy;

/// <summary>An export as shown to its member.</summary>
/// <param name="EndedAt">When it became ready or failed.</param>
/// <param name="Share">The progress, 0 to 1.</param>
public sealed record ExportView(ExportState State, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, double Share);

/// <summary>
/// Members' data exports: requested here, built in the background by <see cref="ExportWork"/>, downloaded, and deleted
/// after <see cref="Kept"/>. Available even if the account is on hold.
/// </summary>
[SafeBesideOthers("the key of the export")]
public sealed class DataExports(IDbContextFactory<ForumDb> databases, ForumWriter writer, IOptions<DataOptions> data, LiveFeed feed)
{
    /// <summary>How long the file can be downloaded.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long a member has to wait before the next request.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(20);

    private readonly ConcurrentDictionary<int, double> _shares = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The full path of the export folder.</summary>
    public string Folder { get; } = Path.Combine(data.Value.Directory, "exports");

    /// <summary>
    /// Requests an export of the viewer's data. Refused while one is in progress, and for some time afterward.
    /// </summary>
    public async Task<Outcome<Done>> AskAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var outcome = await writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id || !await scope.Db.Users.AnyAsync(member => member.Id == id && member.DeletedAt == null, cancellation))
                    return Refusal.SignInFirst;
                if (await scope.Db.DataExports.FirstOrDefaultAsync(export => export.MemberId == id, cancellation) is { } before)
                {
                    if (before.State == ExportState.Waiting)
                        return new Refusal("Your export is already being prepared.");
                    if (before.State == ExportState.Ready && before.RequestedAt + Pause > scope.Now)
                        return new Refusal("You've already requested an export today. Download it, or request another one tomorrow.");
                    scope.Db.DataExports.Remove(before);
                    await scope.Db.SaveChangesAsync(cancellation);
                }

                scope.Db.DataExports.Add(new DataExport { MemberId = id, RequestedAt = scope.Now, FileKey = Guid.NewGuid() });
                await scope.Db.SaveChangesAsync(cancellation);
                return default(Done);
            },
            cancellation);
        if (outcome.IsDone)
            _bell.Writer.TryWrite(true);
        return outcome;
    }

    /// <summary>The state of the viewer's export; null if there is none.</summary>
    public async Task<ExportView?> FindAsync(Viewer viewer, CancellationToken cancellation = default) =>
        await RowAsync(viewer, cancellation) is { } row
            ? new ExportView(row.State, row.RequestedAt, row.EndedAt, row.State == ExportState.Ready ? 1 : _shares.GetValueOrDefault(row.MemberId))
            : null;

    /// <summary>The path of the viewer's finished export; null if there is none.</summary>
    public async Task<string?> FileAsync(Viewer viewer, CancellationToken cancellation = default) =>
        await RowAsync(viewer, cancellation) is { State: ExportState.Ready } row && PathOf(row.FileKey) is var path && File.Exists(path) ? path : null;

    /// <summary>The path of an export's file.</summary>
    internal string PathOf(Guid key) => Path.Combine(Folder, key.ToString("N") + ".zip");

    /// <summary>Waits for the next request or until the timeout.</summary>
    internal async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_bell.Reader.ReadAsync(limit.Token).AsTask(), Task.Delay(longest, clock, limit.Token));
        await limit.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Sends the progress to the member's open pages.</summary>
    internal void Tell(int memberId, double share, bool isOver = false)
    {
        if (isOver)
            _shares.TryRemove(memberId, out _);
        else
            _shares[memberId] = share;
        feed.Publish(LiveChannel.Member(memberId), new ExportMoved(memberId));
    }

    private async Task<DataExport?> RowAsync(Viewer viewer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is null)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.DataExports.AsNoTracking().FirstOrDefaultAsync(export => export.MemberId == viewer.MemberId, cancellation);
    }
}

/// <summary>A member's export made progress or ended.</summary>
public sealed record ExportMoved(int MemberId) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.Member(MemberId)];
}
