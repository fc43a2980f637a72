using System.Globalization;

namespace Forum.Bench;

/// <summary>The same pages on databases of different sizes, whose servers are asked in turns. Members' pages: those are not kept whole.</summary>
internal sealed class GrowthCost(Plan plan)
{
    // Requests of each page; by then the server has compiled what the page needs, and has it in its caches.
    private const int WarmUp = 2000;

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
        var bare = new double[forums.Count];
        for (var i = 0; i < forums.Count; i++)
        {
            await WarmUpAsync(forums[i], path);
            bare[i] = (await Wrk.RunAsync(forums[i].Server, "/bench/bare?bytes=30000", plan.Seconds)).PerSecond;
        }

        // From the smallest to the largest and back: neither always comes after the other.
        var rounds = new List<Load[]>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var all = new Load[forums.Count];
            for (var turn = 0; turn < forums.Count; turn++)
            {
                var i = round % 2 == 0 ? turn : forums.Count - 1 - turn;
                all[i] = await Wrk.RunAsync(forums[i].Server, path(forums[i].Pages), plan.Seconds, header: forums[i].Member);
            }

            rounds.Add(all);
        }

        return [
            .. forums.Select((_, i) => $"{rounds.Select(round => round[i].PerSecond / bare[i]).Median().Text("0.00")} ({rounds.Select(round => round[i].ProcessorMicroseconds).Median().Text("0")} µs)"),
            "×" + rounds.ConvertAll(static round => round[^1].ProcessorMicroseconds / round[0].ProcessorMicroseconds).WithSpread("0.00"),
        ];
    }

    // By how often it was asked for and not by time: a server that answers slower compiles as much, and later.
    private static async Task WarmUpAsync(Grown forum, Func<Pages, string> path)
    {
        for (var asked = 0.0; asked < WarmUp;)
            asked += (await Wrk.RunAsync(forum.Server, path(forum.Pages), 1, header: forum.Member)).PerSecond;
    }

    private sealed record Grown(ServerProcess Server, Pages Pages, string Member);
}
