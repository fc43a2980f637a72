using System.Diagnostics;
using System.Globalization;

namespace Forum.Bench;

/// <summary>Guests on pages that nobody has requested before: each thread once, so that nothing comes from a cache.</summary>
internal sealed class ColdPages(ServerProcess server, SeededForum forum)
{
    private const int AtOnce = 16;
    private const int Most = 2000;

    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        var ids = Enumerable.Range(1, Math.Min(Most, forum.Threads)).ToArray();
        var addresses = new string[ids.Length];
        await Parallel.ForAsync(0, ids.Length, Options(cancellation), async (i, _) =>
        {
            using var answer = await server.Http.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/t/{ids[i]}/-"), cancellation);
            addresses[i] = answer.Headers.Location?.OriginalString ?? "/";
        });

        var (cold, processor, bytes) = await VisitAsync(addresses, cancellation);
        var (warm, warmProcessor, _) = await VisitAsync(addresses, cancellation);
        var size = bytes / addresses.Length;
        var (bare, bareProcessor, _) = await VisitAsync([.. addresses.Select(_ => $"/bench/bare?bytes={size}")], cancellation);
        report.Section(
            "Guests on cold pages",
            $"The first page of {addresses.Length:N0} threads, each requested once by a client with 16 connections, then all of them again, then as many bare responses of the same average size.");
        report.Table("", "Ratio to bare", "Pages/s", "CPU µs a page");
        report.Row("cold", (cold / bare).Text("0.00"), cold.Text("N0"), processor.Text("0"));
        report.Row("warm", (warm / bare).Text("0.00"), warm.Text("N0"), warmProcessor.Text("0"));
        report.Row("bare", "1", bare.Text("N0"), bareProcessor.Text("0"));
    }

    private async Task<(double PerSecond, double Processor, long Bytes)> VisitAsync(string[] addresses, CancellationToken cancellation)
    {
        var bytes = 0L;
        var before = server.ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(addresses, Options(cancellation), async (address, _) =>
        {
            var page = await server.Http.GetByteArrayAsync(address, cancellation);
            Interlocked.Add(ref bytes, page.LongLength);
        });
        var took = Stopwatch.GetElapsedTime(started);
        return (addresses.Length / took.TotalSeconds, (server.ProcessorTime - before).TotalMicroseconds / addresses.Length, bytes);
    }

    private static ParallelOptions Options(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}
