using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Forum.Bench;

/// <summary>The machine that the figures were measured on.</summary>
internal static class Machine
{
    public static async Task<IReadOnlyList<string>> DescribeAsync()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
        var memory = File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return
        [
            $"Processor: {processor ?? "unknown"}, {Environment.ProcessorCount} cores; {long.Parse(memory, System.Globalization.CultureInfo.InvariantCulture) / 1048576} GB of memory.",
            $"System: {RuntimeInformation.OSDescription}; .NET {Environment.Version}.",
            $"Load average before the run: {string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[..3])}.",
            $"Commit: {await OutputOfAsync("git", "rev-parse", "--short", "HEAD")}{(await OutputOfAsync("git", "status", "--porcelain") is "" ? "" : " with uncommitted changes")}.",
        ];
    }

    public static async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (await output).Trim();
    }
}
