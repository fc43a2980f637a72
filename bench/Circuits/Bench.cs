using System.Diagnostics;

namespace Forum.Bench.Circuits;

/// <summary>
/// The steps of a run: warm up, open, hold, a round of messages, trouble, another round, close. Between the steps, the
/// server is asked what it has used and what it holds.
/// </summary>
internal sealed class Bench(Settings settings, ForumSite site, ServerProcess server, IReadOnlyList<string> cookies)
{
    private const int WarmUpMessages = 10;
    private const int FirstMessages = 3;
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(50);

    public static async Task<Report> RunAsync(Settings settings, CancellationToken cancellation)
    {
        using var site = new ForumSite(settings.Url);
        using var server = new ServerProcess(settings.ProcessId, settings.Url);
        var lines = settings.Cookies is null ? [] : await File.ReadAllLinesAsync(settings.Cookies, cancellation);
        var cookies = lines.Where(static line => line.Length > 0).ToList();
        foreach (var member in settings.Members)
            cookies.Add(await site.SignInAsync(member, settings.Password, cancellation));
        return await new Bench(settings, site, server, cookies).RunAsync(cancellation);
    }

    private async Task<Report> RunAsync(CancellationToken cancellation)
    {
        await WarmUpAsync(cancellation);
        var warm = await server.CollectedAsync(cancellation);
        await using var swarm = new Swarm(settings.Count, cookies, site, settings);
        Say($"Opening {settings.Count} circuits…");
        var opening = await OpenAsync(swarm, cancellation);
        var open = await server.CollectedAsync(cancellation);
        var hidden = settings.Hidden == 0 ? null : await HideAsync(swarm, cancellation);
        var idle = await HoldAsync(cancellation);

        Say($"Sending {settings.Messages} messages to {swarm.Healthy.Count} circuits…");
        var first = await AnnounceAsync(swarm, cancellation);
        var afterFirst = await server.CollectedAsync(cancellation);

        var (stalled, vanished) = swarm.Trouble();
        RoundFigures? second = null;
        Memory? afterSecond = null;
        if (stalled + vanished > 0)
        {
            Say($"Sending again, with {stalled} circuits stalled and {vanished} disconnected…");
            second = await AnnounceAsync(swarm, cancellation);
            afterSecond = await server.CollectedAsync(cancellation);
        }

        Say("Closing…");
        var failures = swarm.Failures;
        await swarm.EndAsync(cancellation);
        await Task.Delay(settings.Rest, cancellation);
        var closed = await server.CollectedAsync(cancellation);
        return new Report
        {
            Settings = settings,
            Members = cookies.Count,
            Opening = opening,
            Memory = Sum(opening.Opened, warm, open, afterFirst, afterSecond, closed),
            Hidden = hidden,
            Idle = idle,
            FirstRound = first,
            Stalled = stalled,
            Vanished = vanished,
            SecondRound = second,
            Failures = failures,
            GeneratorCpuMs = Math.Round(Environment.CpuUsage.TotalTime.TotalMilliseconds),
            GeneratorResident = Environment.WorkingSet,
        };
    }

    // The collection has returned all free memory to the system. The first messages pay for getting it back, so they aren't counted.
    private async Task<RoundFigures> AnnounceAsync(Swarm swarm, CancellationToken cancellation)
    {
        if (settings.Messages > 0)
            await new Round(swarm, FirstMessages, WarmUpPause, server).RunAsync(cancellation);
        return await new Round(swarm, settings.Messages, settings.Pause, server).RunAsync(cancellation);
    }

    // The server compiles hot code, and loads code on first use: neither should be attributed to the measured circuits.
    private async Task WarmUpAsync(CancellationToken cancellation)
    {
        if (settings.WarmUp == 0)
            return;
        Say($"Warming up with {settings.WarmUp} circuits…");
        await using var swarm = new Swarm(settings.WarmUp, cookies, site, settings);
        await swarm.OpenAsync(cancellation);
        if (swarm.Failures is { Count: > 0 } failures)
            throw new InvalidOperationException($"{failures.Count} circuits failed during the warm-up: {failures.Reasons[0]}");
        if (settings.Messages > 0)
            await new Round(swarm, WarmUpMessages, WarmUpPause, server).RunAsync(cancellation);
        await swarm.EndAsync(cancellation);
    }

    private async Task<OpeningFigures> OpenAsync(Swarm swarm, CancellationToken cancellation)
    {
        var before = await server.UsageAsync(cancellation);
        var started = Stopwatch.GetTimestamp();
        await swarm.OpenAsync(cancellation);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var settled = await server.RestAsync(cancellation);
        var after = await server.UsageAsync(cancellation);
        var opened = swarm.Healthy;
        var count = Math.Max(1, opened.Count);
        return new OpeningFigures
        {
            Opened = opened.Count,
            CanWrite = opened.Count(static circuit => circuit.CanWrite),
            Seconds = Math.Round(seconds, 2),
            PerSecond = Math.Round(opened.Count / seconds, 1),
            SettledAfterSeconds = settled,
            ToLiveMs = Spread.Of(opened.Select(static circuit => circuit.ToLive.TotalMilliseconds)),
            ServerCpuMsPerCircuit = Math.Round(after.ServerMsSince(before) / count, 2),
            AllocatedBytesPerCircuit = after.AllocatedSince(before, count),
            GeneratorCpuMsPerCircuit = Math.Round(after.GeneratorMsSince(before) / count, 2),
        };
    }

    private async Task<HiddenFigures> HideAsync(Swarm swarm, CancellationToken cancellation)
    {
        var before = await server.UsageAsync(cancellation);
        var count = await swarm.HideAsync(cancellation);
        await server.RestAsync(cancellation);
        var used = (await server.UsageAsync(cancellation)).ServerMsSince(before);
        return new HiddenFigures(count, Math.Round(used / Math.Max(1, count), 2), await server.CollectedAsync(cancellation));
    }

    private async Task<IdleFigures?> HoldAsync(CancellationToken cancellation)
    {
        if (settings.Hold == TimeSpan.Zero)
            return null;
        var before = await server.UsageAsync(cancellation);
        await Task.Delay(settings.Hold, cancellation);
        var after = await server.UsageAsync(cancellation);
        var seconds = settings.Hold.TotalSeconds;
        return new IdleFigures(
            seconds,
            Math.Round(after.ServerMsSince(before) / seconds, 1),
            Math.Round(after.GeneratorMsSince(before) / seconds, 1));
    }

    private static MemoryFigures Sum(int opened, Memory warm, Memory open, Memory afterFirst, Memory? afterSecond, Memory closed)
    {
        var count = Math.Max(1, opened);
        return new MemoryFigures
        {
            AfterWarmUp = warm,
            Open = open,
            AfterFirstRound = afterFirst,
            AfterSecondRound = afterSecond,
            AfterClosing = closed,
            ResidentPerCircuit = (open.Resident - warm.Resident) / count,
            HeapPerCircuit = (open.Heap - warm.Heap) / count,
            HeapLeftPerCircuit = (closed.Heap - warm.Heap) / count,
        };
    }

    private static void Say(string what) => Console.Error.WriteLine(what);
}
