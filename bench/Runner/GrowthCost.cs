using System.Globalization;

namespace Forum.Bench;

/// <summary>The same pages on databases of different sizes, whose servers are asked in turns. Members' pages: those are not kept whole.</summary>
internal sealed class GrowthCost(Plan plan)
{
    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        report.Section(
            "Growth",
            "Members' pages on databases of different sizes, each with a server of its own; the servers are asked in turns, so that what else the machine does meets all of them. "
            + "The ratio to bare, and in brackets the processor time of a page. Growth is what a page costs on the largest beside the smallest in the same round.");
        var sizes = plan.Growth.Order().ToArray();
        var seeds = new List<SeededForum>();
        foreach (var posts in sizes)
            seeds.Add(await plan.SeededAsync(posts));
        var forums = new List<Grown>();
        try
        {
            foreach (var seed in seeds)
            {
                var server = await seed.StartAsync();
                forums.Add(new Grown(server, await Visitors.PagesAsync(server, seed), "Cookie: " + await Visitors.SignInAsync(server)));
            }

            report.Table(["Page", .. sizes.Select(static posts => posts.ToString("N0", CultureInfo.InvariantCulture)), "Growth"]);
            foreach (var (name, path) in Pages)
            {
                cancellation.ThrowIfCancellationRequested();
                report.Row([name, .. await OneAsync(forums, path)]);
            }
        }
        finally
        {
            foreach (var forum in forums)
                await forum.Server.DisposeAsync();
        }
    }

    private static readonly (string Name, Func<Pages, string> Path)[] Pages =
    [
        ("home", static pages => pages.Home), ("board", static pages => pages.Board), ("board, page 3", static pages => pages.Board + "?page=3"),
        ("thread, first page", static pages => pages.Thread), ("thread, last page", static pages => pages.LastPage),
        ("profile", static pages => pages.Profile), ("search", static pages => pages.Search), ("feed", static pages => pages.Feed),
    ];

    private async Task<IEnumerable<string>> OneAsync(List<Grown> forums, Func<Pages, string> path)
    {
        // The first time of any page is the server's own: compiling, and reading what it keeps.
        foreach (var forum in forums)
            await Wrk.RunAsync(forum.Server, path(forum.Pages), 2, header: forum.Member);
        var rounds = new List<(double Ratio, double Processor)[]>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var all = new List<(double, double)>();
            foreach (var forum in forums)
            {
                var bare = await Wrk.RunAsync(forum.Server, "/bench/bare?bytes=30000", 1);
                var page = await Wrk.RunAsync(forum.Server, path(forum.Pages), plan.Seconds, header: forum.Member);
                all.Add((page.PerSecond / bare.PerSecond, page.ProcessorMicroseconds));
            }

            rounds.Add([.. all]);
        }

        return [
            .. forums.Select((_, i) => $"{rounds.Select(round => round[i].Ratio).Median().Text("0.00")} ({rounds.Select(round => round[i].Processor).Median().Text("0")} µs)"),
            "×" + rounds.ConvertAll(static round => round[^1].Processor / round[0].Processor).WithSpread("0.00"),
        ];
    }

    private sealed record Grown(ServerProcess Server, Pages Pages, string Member);
}
