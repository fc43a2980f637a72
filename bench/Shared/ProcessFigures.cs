using System.Globalization;

namespace Forum.Bench.Shared;

/// <summary>A process's figures from the operating system.</summary>
internal static class ProcessFigures
{
    private const double TicksPerSecond = 100;

    /// <summary>The process's CPU time, user and system.</summary>
    public static TimeSpan ProcessorTime(int processId)
    {
        // The name is in parentheses and may contain anything; the fields after it are counted from the third.
        var fields = File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1].Split(' ');
        var ticks = long.Parse(fields[12], CultureInfo.InvariantCulture) + long.Parse(fields[13], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>Resident memory in bytes.</summary>
    public static long Resident(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
