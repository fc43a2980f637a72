using System.Diagnostics;
using Forum.Bench.Shared;

namespace Forum.Bench.Circuits;

/// <summary>What the server has used so far. Allocations are known only if the forum runs with <c>--bench</c>.</summary>
internal sealed record Usage(TimeSpan Server, long? Allocated, TimeSpan Generator)
{
    public double ServerMsSince(Usage before) => (Server - before.Server).TotalMilliseconds;

    public double GeneratorMsSince(Usage before) => (Generator - before.Generator).TotalMilliseconds;

    public long? AllocatedSince(Usage before, long shares) => shares == 0 ? null : (Allocated - before.Allocated) / shares;
}

/// <summary>The forum's process: CPU time and memory from the operating system, the heap from the forum itself.</summary>
internal sealed class ServerProcess(int processId, Uri address) : IDisposable
{
    private const double BusyShare = 0.25;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };

    public async Task<Usage> UsageAsync(CancellationToken cancellation)
    {
        var counters = await Counters.ReadAsync(_http, cancellation);
        return new Usage(ProcessorTime(), counters?.Allocated, Environment.CpuUsage.TotalTime);
    }

    /// <summary>The memory after a full garbage collection.</summary>
    public async Task<Memory> CollectedAsync(CancellationToken cancellation)
    {
        await Task.Delay(Settling, cancellation);

        // Objects with a finalizer are gone after the second collection.
        await Counters.CollectAsync(_http, cancellation);
        var counters = await Counters.CollectAsync(_http, cancellation);
        return new Memory(ProcessFigures.Resident(processId), counters?.Heap);
    }

    /// <summary>Waits until the server has finished its work.</summary>
    /// <returns>How long that took, in seconds; the limit if it never finished.</returns>
    public async Task<double> RestAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        for (var before = ProcessorTime(); Stopwatch.GetElapsedTime(started) < RestLimit;)
        {
            await Task.Delay(Look, cancellation);
            var now = ProcessorTime();
            if (now - before < Look * BusyShare)
                return Math.Round((Stopwatch.GetElapsedTime(started) - Look).TotalSeconds, 1);
            before = now;
        }

        return RestLimit.TotalSeconds;
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan ProcessorTime() => ProcessFigures.ProcessorTime(processId);
}
