namespace Forum.Web.Hosting;

/// <summary>
/// Gives the system back what the start has used and nobody will use again: settings, the model of the database, endpoints, as they were put
/// together. The collector would keep the room for pages to come, ten megabytes of it, and a forum may wait for its first visitor for
/// hours.
/// </summary>
public sealed class MemoryAfterStart(IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan FirstPages = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.Delay(FirstPages, time, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
