using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// Work that is repeated at an interval, for the first time one interval after startup. A run that fails is logged and
/// retried with the next one: an unhandled exception in a background service would stop the forum.
/// </summary>
public abstract class PeriodicJob(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>The time.</summary>
    protected TimeProvider Clock => clock;

    /// <summary>Where a job logs.</summary>
    protected ILogger Log => log;

    /// <summary>The interval between two runs.</summary>
    protected abstract TimeSpan Pause { get; }

    /// <summary>Does the work that is due.</summary>
    /// <param name="cancellation">Canceled when the forum stops.</param>
    protected abstract Task RunDueAsync(CancellationToken cancellation);

    /// <summary>Does the work that is due, and logs a failure.</summary>
    protected async Task TryRunAsync(CancellationToken cancellation)
    {
        try
        {
            await RunDueAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "{Job} failed; trying again in {Pause}", GetType().Name, Pause);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryRunAsync(stoppingToken);
    }
}
