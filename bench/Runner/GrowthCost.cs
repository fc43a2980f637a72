using System.Globalization;

namespace Forum.Bench;

/// <summary>
/// The same pages on databases of different sizes, with alternating requests. Members' pages, because those aren't cached whole.
/// </summary>
internal sealed class GrowthCost(Plan plan)
{
    private const string Bare = "bare";

    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        report.Section(
            "Growth",
            "Members' pages on databases of different sizes, each with its own server. Requests alternate between the servers, so that other load on the machine affects them all. "
            + "The ratio to bare in the same round, with the CPU time per page in parentheses. Growth compares a page's cost on the largest and the smallest database in the same round.");
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

            foreach (var forum in forums)
            {
                foreach (var (_, path) in Pages)
                    await Wrk.WarmUpAsync(forum.Server, path(forum.Pages), forum.Member);
            }

            var rounds = new List<Dictionary<string, Load[]>>();
            for (var round = 0; round < plan.Rounds; round++)
                rounds.Add(await RoundAsync(forums, isBackwards: round % 2 > 0, cancellation));
            report.Table(["Page", .. sizes.Select(static posts => posts.ToString("N0", CultureInfo.InvariantCulture)), "Growth"]);
            foreach (var (name, _) in Pages)
                Row(report, name, rounds);
        }
        finally
        {
            foreach (var forum in forums)
                await forum.Server.DisposeAsync();
        }
    }

    private static readonly (string Name, Func<Pages, string> Path)[] Pages =
    [
        ("home", static pages => pages.Home), ("latest threads", static _ => Bench.Pages.Latest), ("unread threads", static _ => Bench.Pages.Unread),
        ("top threads", static _ => Bench.Pages.Top), ("board", static pages => pages.Board), ("board, page 3", static pages => pages.Board + "?page=3"),
        ("thread, first page", static pages => pages.Thread), ("thread, last page", static pages => pages.LastPage),
        ("profile", static pages => pages.Profile), ("search", static pages => pages.Search), ("feed", static pages => pages.Feed),
    ];

    // Each page at all sizes, one right after the other; every other round starts with the largest.
    private async Task<Dictionary<string, Load[]>> RoundAsync(List<Grown> forums, bool isBackwards, CancellationToken cancellation)
    {
        var order = Enumerable.Range(0, forums.Count).ToArray();
        if (isBackwards)
            Array.Reverse(order);
        var loads = Pages.Select(static page => page.Name).Append(Bare).ToDictionary(static name => name, _ => new Load[forums.Count]);
        foreach (var i in order)
            loads[Bare][i] = await Wrk.RunAsync(forums[i].Server, "/bench/bare?bytes=30000", plan.Seconds);
        foreach (var (name, path) in Pages)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var i in order)
                loads[name][i] = await Wrk.RunAsync(forums[i].Server, path(forums[i].Pages), plan.Seconds, header: forums[i].Member);
        }

        return loads.Values.Sum(static sizes => sizes.Sum(static load => load.Errors)) is > 0 and var errors
            ? throw new InvalidOperationException($"{errors} requests failed.")
            : loads;
    }

    private static void Row(Report report, string name, List<Dictionary<string, Load[]>> rounds)
    {
        var cells = rounds[0][name].Select((_, i) =>
        {
            var ratio = rounds.Select(round => round[name][i].PerSecond / round[Bare][i].PerSecond).Median();
            return $"{ratio.Text("0.00")} ({rounds.Select(round => round[name][i].ProcessorMicroseconds).Median().Text("0")} µs)";
        });
        report.Row([name, .. cells, "×" + rounds.ConvertAll(round => round[name][^1].ProcessorMicroseconds / round[name][0].ProcessorMicroseconds).WithSpread("0.00")]);
    }

    private sealed record Grown(ServerProcess Server, Pages Pages, string Member);
}
