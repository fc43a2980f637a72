using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// Data that pages buffer in memory and that is written in batches, so that no read waits for the disk. A power loss
/// loses at most <see cref="Period"/> of it; a graceful shutdown loses nothing. A batch that fails is logged and
/// retried with the next one.
/// </summary>
public abstract class BatchedWrites(TimeProvider clock, ILogger log) : PeriodicJob(clock, log)
{
    /// <summary>The interval between batches when no one is waiting.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override TimeSpan Pause => Period;

    /// <summary>Writes the buffered data. Does nothing if there is none.</summary>
    /// <param name="cancellation">Cancels; what wasn't written stays buffered.</param>
    public abstract Task WriteBatchAsync(CancellationToken cancellation = default);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryRunAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    protected sealed override Task RunDueAsync(CancellationToken cancellation) => WriteBatchAsync(cancellation);
}
