using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Forum.Bench;

/// <summary>The results of a load.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="Median">The median latency in milliseconds.</param>
/// <param name="P99">The 99th percentile of the latency, in milliseconds.</param>
/// <param name="ProcessorMicroseconds">The server's CPU time per request.</param>
/// <param name="Errors">Responses other than 2xx and 3xx, and failed connections.</param>
internal sealed record Load(double PerSecond, double Median, double P99, double ProcessorMicroseconds, long Errors);

/// <summary>Drives the server with wrk: one thread and several connections, each with one request at a time.</summary>
internal static partial class Wrk
{
    private const int WarmUp = 1000;
    private const int MaxSeconds = 10;

    /// <summary>
    /// Requests a page until the server has compiled and cached what it needs. The limit is a number of requests, not a
    /// time, since a slower server needs as much compilation, only later. It keeps compiling for a while, so a part warms
    /// up its pages before it measures the first one.
    /// </summary>
    public static async Task WarmUpAsync(ServerProcess server, string path, string? header = null)
    {
        var asked = 0.0;
        for (var second = 0; second < MaxSeconds && asked < WarmUp; second++)
            asked += (await RunAsync(server, path, 1, header: header)).PerSecond;
    }

    public static async Task<Load> RunAsync(
        ServerProcess server, string path, int seconds, int connections = 16, string? header = null, string? script = null)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var part in (string[])["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "--timeout", "10s"])
            start.ArgumentList.Add(part);
        foreach (var line in (header ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add(line);
        }

        if (script is not null)
        {
            start.ArgumentList.Add("-s");
            start.ArgumentList.Add(script);
        }

        start.ArgumentList.Add(new Uri(server.Address, path).AbsoluteUri);
        var before = server.ProcessorTime;
        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return Read(output, server.ProcessorTime - before);
    }

    private static Load Read(string output, TimeSpan processor)
    {
        if (Requests().Match(output) is not { Success: true } requests)
            throw new InvalidOperationException($"Unexpected output from wrk: {output}");
        var count = long.Parse(requests.Groups[1].Value, CultureInfo.InvariantCulture);
        var refused = Refused().Match(output) is { Success: true } answers ? long.Parse(answers.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        var broken = Broken().Match(output) is { Success: true } sockets
            ? sockets.Groups.Values.Skip(1).Sum(static group => long.Parse(group.Value, CultureInfo.InvariantCulture))
            : 0;
        return new Load(
            double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(output, "50%"),
            Milliseconds(output, "99%"),
            processor.TotalMicroseconds / Math.Max(1, count),
            refused + broken);
    }

    private static double Milliseconds(string output, string percentile)
    {
        var match = Regex.Match(output, $@"\s{percentile}\s+([\d.]+)(us|ms|s|m)");
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch { "us" => value / 1000, "ms" => value, "s" => value * 1000, _ => value * 60_000 };
    }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Refused();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Broken();
}
