using System.Collections.Concurrent;
using System.Threading.Channels;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Forum.Core.Accounts.Leaving;

/// <summary>An export as its member sees it.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="EndedAt">When it could be fetched, or could not be made.</param>
/// <param name="Share">How much of it is made, 0 to 1.</param>
public sealed record ExportView(ExportState State, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, double Share);

/// <summary>
/// The members' own data: asked for, made in the background by <see cref="ExportWork"/>, fetched, and thrown away after
/// <see cref="Kept"/>. Also somebody whose account is held may have theirs.
/// </summary>
/// <param name="data">Where files lie.</param>
/// <param name="feed">Who hears how far it has come.</param>
public sealed class DataExports(IDbContextFactory<ForumDb> databases, ForumWriter writer, IOptions<DataOptions> data, LiveFeed feed)
{
    /// <summary>How long the file can be fetched.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long it takes until a member can ask again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(20);

    private readonly ConcurrentDictionary<int, double> _shares = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The folder of the files, from the root.</summary>
    public string Folder { get; } = Path.Combine(data.Value.Directory, "exports");

    /// <summary>Asks for the viewer's data. Refused while it is being made, and for a while after it was.</summary>
    /// <param name="viewer">Whose data it is.</param>
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

    /// <summary>How far the viewer's export has come; null when there is none.</summary>
    /// <param name="viewer">Whose data it is.</param>
    public async Task<ExportView?> FindAsync(Viewer viewer, CancellationToken cancellation = default) =>
        await RowAsync(viewer, cancellation) is { } row
            ? new ExportView(row.State, row.RequestedAt, row.EndedAt, row.State == ExportState.Ready ? 1 : _shares.GetValueOrDefault(row.MemberId))
            : null;

    /// <summary>The viewer's finished file; null when there is none.</summary>
    /// <param name="viewer">Whose data it is.</param>
    /// <returns>The path of the file.</returns>
    public async Task<string?> FileAsync(Viewer viewer, CancellationToken cancellation = default) =>
        await RowAsync(viewer, cancellation) is { State: ExportState.Ready } row && PathOf(row.FileKey) is var path && File.Exists(path) ? path : null;

    /// <summary>Where the file of an export lies.</summary>
    internal string PathOf(Guid key) => Path.Combine(Folder, key.ToString("N") + ".zip");

    /// <summary>Waits until somebody asks, or for a while.</summary>
    internal async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_bell.Reader.ReadAsync(limit.Token).AsTask(), Task.Delay(longest, clock, limit.Token));
        await limit.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Tells the member's open pages how far it has come.</summary>
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

/// <summary>A member's export has come further, or to its end.</summary>
public sealed record ExportMoved(int MemberId) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.Member(MemberId)];
}
