using System.Diagnostics;

namespace Forum.Bench.Circuits;

/// <summary>
/// Sends chat messages, one at a time, from circuits that can write, and waits until all healthy circuits have received them.
/// </summary>
/// <param name="pause">The pause between two messages.</param>
internal sealed class Round(Swarm swarm, int messages, TimeSpan pause, ServerProcess server)
{
    private const double LateMs = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly MessageLog _log = new(messages, swarm.Circuits.Count);
    private readonly IReadOnlyList<Circuit> _receivers = swarm.Healthy;
    private readonly List<double> _acknowledged = [];
    private readonly List<string> _refused = [];

    public async Task<RoundFigures> RunAsync(CancellationToken cancellation)
    {
        var writers = _receivers.Where(static circuit => circuit.CanWrite).ToArray();
        if (writers.Length == 0 && messages > 0)
            throw new InvalidOperationException("No circuit can write in the chat. Set --members or --cookies, and a --path with the chat panel.");

        swarm.Receipts.Follow(_log);
        var before = await server.UsageAsync(cancellation);
        var started = Stopwatch.GetTimestamp();
        for (var message = 0; message < messages; message++)
        {
            await SendAsync(message, writers[Random.Shared.Next(writers.Length)]);
            await Task.Delay(pause, cancellation);
        }

        await WaitForAllAsync(cancellation);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return Sum(seconds, before, await server.UsageAsync(cancellation));
    }

    private async Task SendAsync(int message, Circuit writer)
    {
        var text = _log.Begin(message);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await writer.SayAsync(text);
            if (answer is not ("null" or ""))
                _refused.Add(answer);
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException or System.Net.WebSockets.WebSocketException)
        {
            _refused.Add(error.Message);
        }

        _acknowledged.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    // Wait as long as messages arrive: a late message isn't a lost message.
    private async Task WaitForAllAsync(CancellationToken cancellation)
    {
        var wanted = (long)messages * _receivers.Count;
        var last = _log.Count;
        for (var since = Stopwatch.GetTimestamp(); last < wanted && Stopwatch.GetElapsedTime(since) < Patience;)
        {
            await Task.Delay(5, cancellation);
            if (_log.Count == last)
                continue;
            last = _log.Count;
            since = Stopwatch.GetTimestamp();
        }
    }

    private RoundFigures Sum(double seconds, Usage before, Usage after)
    {
        // A circuit that failed in the meantime counts as one failure, not again for every message.
        var circuits = _receivers.Where(static circuit => circuit.State == CircuitState.Healthy).ToList();
        var times = new List<double>(messages * circuits.Count);
        var everybody = new List<double>(messages);
        for (var message = 0; message < messages; message++)
        {
            var arrived = circuits.Select(circuit => _log.Milliseconds(message, circuit.Number)).OfType<double>().ToList();
            times.AddRange(arrived);
            if (arrived.Count == circuits.Count && arrived.Count > 0)
                everybody.Add(arrived.Max());
        }

        return new RoundFigures
        {
            Messages = messages,
            Circuits = circuits.Count,
            Receipts = times.Count,
            Lost = ((long)messages * circuits.Count) - times.Count,
            Duplicated = _log.Duplicates,
            Late = times.Count(static time => time > LateMs),
            Refused = [.. _refused.Distinct().Take(5)],
            FanOutMs = Spread.Of(times),
            EverybodyMs = Spread.Of(everybody),
            AcknowledgedMs = Spread.Of(_acknowledged),
            Seconds = Math.Round(seconds, 2),
            ServerCpuMs = Math.Round(after.ServerMsSince(before)),
            ServerCpuMicrosecondsPerReceipt = times.Count == 0 ? 0 : Math.Round(after.ServerMsSince(before) * 1000 / times.Count, 1),
            AllocatedBytesPerReceipt = after.AllocatedSince(before, times.Count),
            GeneratorCpuMs = Math.Round(after.GeneratorMsSince(before)),
        };
    }
}
