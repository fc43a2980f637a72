using System.Globalization;

namespace Forum.Bench;

/// <summary>From the start of the process to the first page.</summary>
internal sealed class StartTime(Plan plan)
{
    private const int Starts = 5;

    public async Task MeasureAsync(Report report)
    {
        var forum = await plan.CopyAsync();
        report.Section("Start", $"From process start to the first 200 for the home page, requested every 5 ms; {Starts} starts each. Cold: the system's page cache was dropped first.");
        report.Table("", "Seconds");
        report.Row("warm", (await TimesAsync(forum, static () => true)).WithSpread("0.00"));
        if (DropPageCache())
            report.Row("cold", (await TimesAsync(forum, DropPageCache)).WithSpread("0.00"));
        else
            report.Say("Cold starts weren't measured: dropping the page cache requires root.");
    }

    private static async Task<List<double>> TimesAsync(SeededForum forum, Func<bool> before)
    {
        var times = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            before();
            await using var server = ServerProcess.Start(forum.StartInfo());
            times.Add((await server.WaitForOkAsync()).TotalSeconds);
        }

        return times;
    }

    private static bool DropPageCache()
    {
        try
        {
            File.WriteAllText("/proc/sys/vm/drop_caches", 3.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
