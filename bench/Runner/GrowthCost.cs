using System.Globalization;

namespace Forum.Bench;

/// <summary>The same pages on databases of different sizes. Members' pages: those are not kept whole.</summary>
internal sealed class GrowthCost(Plan plan)
{
    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        report.Section("Growth", "Members' pages on databases of different sizes: the ratio to bare, and in brackets the processor time of a page. Growth is what a page costs on the largest beside the smallest.");
        var found = new Dictionary<string, List<(double Ratio, double Processor)>>();
        foreach (var posts in plan.Growth.Order())
        {
            cancellation.ThrowIfCancellationRequested();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   {posts:N0} posts"));
            var forum = await plan.SeededAsync(posts);
            await using var server = await forum.StartAsync();
            var pages = await Visitors.PagesAsync(server, forum);
            var member = "Cookie: " + await Visitors.SignInAsync(server);
            foreach (var (name, path) in ((string, string)[])[("home", pages.Home), ("board", pages.Board), ("board, page 3", pages.Board + "?page=3"), ("thread, first page", pages.Thread), ("thread, last page", pages.LastPage), ("profile", pages.Profile), ("search", pages.Search), ("feed", pages.Feed)])
            {
                await Wrk.RunAsync(server, path, 1, header: member);
                var rounds = new List<(double, double)>();
                for (var round = 0; round < plan.Rounds; round++)
                {
                    var bare = await Wrk.RunAsync(server, "/bench/bare?bytes=30000", 1);
                    var page = await Wrk.RunAsync(server, path, plan.Seconds, header: member);
                    rounds.Add((page.PerSecond / bare.PerSecond, page.ProcessorMicroseconds));
                }

                if (!found.TryGetValue(name, out var sizes))
                    found[name] = sizes = [];
                sizes.Add((rounds.Select(static round => round.Item1).Median(), rounds.Select(static round => round.Item2).Median()));
            }
        }

        report.Table(["Page", .. plan.Growth.Order().Select(static posts => posts.ToString("N0", CultureInfo.InvariantCulture)), "Growth"]);
        foreach (var (name, sizes) in found)
            report.Row([name, .. sizes.Select(static size => $"{size.Ratio.Text("0.00")} ({size.Processor.Text("0")} µs)"), $"×{(sizes[^1].Processor / sizes[0].Processor).Text("0.00")}"]);
    }
}
