namespace Forum.Web.Hosting;

/// <summary>
/// Returns memory to the system that only the startup needed: settings, the database model, endpoints under construction.
/// The garbage collector would hold on to about 10 MB for future pages, and a forum may wait hours for its first visitor.
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
