using System.Diagnostics;
using System.Globalization;

namespace Forum.Bench;

/// <summary>What a run measures, in which order, and on which data.</summary>
internal sealed class Plan
{
    public static readonly string[] AllParts = ["pages", "visit", "writes", "growth", "start", "circuits", "memory", "loops"];

    public required string Forum { get; init; }

    public required string? Circuits { get; init; }

    public required string? Loops { get; init; }

    public required string Work { get; init; }

    public required string Results { get; init; }

    public required string[] Parts { get; init; }

    public required int Posts { get; init; }

    public required int[] Growth { get; init; }

    public required int Seconds { get; init; }

    public required int Rounds { get; init; }

    public required int OpenCircuits { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var failed = 0;
        var report = new Report();
        report.Head(this, await Machine.DescribeAsync());
        foreach (var (part, measure) in Measurements)
        {
            if (!Parts.Contains(part))
                continue;
            Console.WriteLine($"== {part}");
            var began = Stopwatch.GetTimestamp();
            try
            {
                await measure(report, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                // Still run the other parts.
                report.Say($"This part failed: {error.Message.Split('\n')[0]}");
                Console.Error.WriteLine(error);
                failed++;
            }

            report.Save(Results);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"== {part} took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));
        }

        report.Foot(Stopwatch.GetElapsedTime(started));
        Console.WriteLine(report.Save(Results));
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A database of about this many posts, created once and reused.</summary>
    public async Task<SeededForum> SeededAsync(int posts)
    {
        var folder = Path.Combine(Work, string.Create(CultureInfo.InvariantCulture, $"forum-{posts}"));
        var seeded = new SeededForum(Forum, folder);
        await seeded.SeedAsync(posts);
        return seeded;
    }

    /// <summary>
    /// A copy of the database for pages, acts and circuits, so that one part or run doesn't see the replies and messages of an earlier one.
    /// </summary>
    public async Task<SeededForum> CopyAsync() => (await SeededAsync(Posts)).Copy(Path.Combine(Work, "copy"));

    private IEnumerable<(string Part, Func<Report, CancellationToken, Task> Measure)> Measurements =>
    [
        ("pages", async (report, cancellation) => await new PageSpeed(this).MeasureAsync(report, cancellation)),
        ("visit", async (report, cancellation) => await new FirstVisit(this).MeasureAsync(report, cancellation)),
        ("writes", async (report, cancellation) => await new WriteSpeed(this).MeasureAsync(report, cancellation)),
        ("growth", async (report, cancellation) => await new GrowthCost(this).MeasureAsync(report, cancellation)),
        ("start", async (report, _) => await new StartTime(this).MeasureAsync(report)),
        ("circuits", async (report, _) => await new OpenCircuits(this).MeasureAsync(report)),
        ("memory", async (report, cancellation) => await new MemoryUse(this).MeasureAsync(report, cancellation)),
        ("loops", async (report, _) => await new InnerLoops(this).MeasureAsync(report)),
    ];
}
