using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// Something that pages count in memory and that is written a batch at a time, so that no read waits for the disk. At most
/// <see cref="Period"/> of it is lost when the machine loses power; a stop in good order loses nothing.
/// </summary>
/// <param name="log">Where a batch that could not be written is told; it is tried again with the next.</param>
public abstract class BatchedWrites(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>How often a batch is written, where nobody waits for it.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>The pause between two batches of this kind.</summary>
    protected virtual TimeSpan Pause => Period;

    /// <summary>Writes what has come together. Does nothing when that is nothing.</summary>
    /// <param name="cancellation">Gives up; what was not written is kept for the next time.</param>
    public abstract Task WriteBatchAsync(CancellationToken cancellation = default);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(CancellationToken.None);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryWriteAsync(stoppingToken);
    }

    private async Task TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteBatchAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Couldn't write a batch of {What}; will try again with the next one", GetType().Name);
        }
    }
}
