using System.Diagnostics;

namespace Forum.Bench;

/// <summary>The inner loops, measured by their own program; its tables go into the report.</summary>
internal sealed class InnerLoops(Plan plan)
{
    public async Task MeasureAsync(Report report)
    {
        if (plan.Loops is null)
            return;
        using var process = Process.Start(new ProcessStartInfo("dotnet", [plan.Loops, Path.Combine(plan.Work, "loops")]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        report.Section("Inner loops", "BenchmarkDotNet in its own process, short runs.");
        foreach (var table in Directory.EnumerateFiles(Path.Combine(plan.Work, "loops"), "*-report-github.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            report.Say(string.Join('\n', (await File.ReadAllLinesAsync(table)).Where(static line => line.StartsWith('|'))));
    }
}
