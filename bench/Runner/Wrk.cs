using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Forum.Bench;

/// <summary>What one load showed.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Median">The median latency in milliseconds.</param>
/// <param name="P99">The latency that one request in a hundred exceeds, in milliseconds.</param>
/// <param name="ProcessorMicroseconds">The server's processor time for each request.</param>
/// <param name="Errors">Answers other than 2xx and 3xx, and failed connections.</param>
internal sealed record Load(double PerSecond, double Median, double P99, double ProcessorMicroseconds, long Errors);

/// <summary>Drives the server with wrk: one thread, so many connections, each with one request under way.</summary>
internal static partial class Wrk
{
    private const int WarmUp = 1000;
    private const int MaxSeconds = 10;

    /// <summary>
    /// Asks for a page until the server has compiled what it needs and has it in its caches: so many times and not so long, since a server that
    /// answers slower compiles as much, and later. It goes on compiling for a while: the pages of a part are warmed up before the first is measured.
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
            throw new InvalidOperationException($"wrk said: {output}");
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
