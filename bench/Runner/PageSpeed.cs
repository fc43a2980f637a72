using System.Net.Http.Headers;

namespace Forum.Bench;

/// <summary>The cost of a page, compared with the same number of bytes from memory within the same minute.</summary>
internal sealed class PageSpeed(Plan plan)
{
    private const int Sample = 20;

    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        var forum = await plan.CopyAsync();
        await using var server = await forum.StartAsync();
        var pages = await Visitors.PagesAsync(server, forum);
        var member = "Cookie: " + await Visitors.SignInAsync(server);

        report.Section(
            "Pages",
            "Each page compared with `/bench/bare`, which sends a guest the same number of bytes, uncompressed, through the same steps (routing, headers, log). "
            + "Ratios are calculated per round. Queries and allocations are per request, averaged over twenty.");
        report.Table("Page", "Ratio to bare", "Requests/s", "Bare/s", "p50 ms", "p99 ms", "CPU µs", "Bare CPU µs", "Bytes", "Brotli", "Queries", "Allocated KB");
        foreach (var (_, path) in Guests(pages))
            await Wrk.WarmUpAsync(server, path);
        foreach (var (_, path) in Members(pages))
            await Wrk.WarmUpAsync(server, path, member);
        foreach (var (name, path) in Guests(pages))
            await OneAsync(report, server, "guest, " + name, path, null);
        await FreshRepliesAsync(report, server, forum, pages);
        foreach (var (name, path) in Members(pages))
            await OneAsync(report, server, "member, " + name, path, member);
        await new ColdPages(server, forum).MeasureAsync(report, cancellation);
    }

    private static IEnumerable<(string, string)> Guests(Pages pages) =>
    [
        ("home", pages.Home), ("latest threads", Pages.Latest), ("top threads", Pages.Top), ("board", pages.Board),
        ("thread, first page", pages.Thread), ("thread, last page", pages.LastPage), ("profile", pages.Profile), ("search", pages.Search), ("feed", pages.Feed), ("sign-in", pages.SignIn),
    ];

    private static IEnumerable<(string, string)> Members(Pages pages) => Guests(pages).SkipLast(1).Append(("unread threads", Pages.Unread));

    private async Task OneAsync(Report report, ServerProcess server, string name, string path, string? header)
    {
        var (bytes, brotli) = (await SizeAsync(server, path, header, null), await SizeAsync(server, path, header, "br"));
        var rounds = new List<(Load Bare, Load Page)>();
        for (var round = 0; round < plan.Rounds; round++)
            rounds.Add((await Wrk.RunAsync(server, $"/bench/bare?bytes={bytes}", plan.Seconds), await Wrk.RunAsync(server, path, plan.Seconds, header: header)));
        var (queries, allocated) = await EachAsync(server, path, header);
        Row(report, name, rounds, bytes, brotli, queries, allocated);
    }

    // A thread with ten replies a second: each reply is on the next requested page.
    private async Task FreshRepliesAsync(Report report, ServerProcess server, SeededForum forum, Pages pages)
    {
        var thread = int.Parse(pages.Thread.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);
        var path = pages.LastPage;
        using var stop = new CancellationTokenSource();
        var writing = ReplyAsync(server, thread, stop.Token);
        var bytes = await SizeAsync(server, path, null, null);
        var rounds = new List<(Load, Load)>();
        for (var round = 0; round < plan.Rounds; round++)
            rounds.Add((await Wrk.RunAsync(server, $"/bench/bare?bytes={bytes}", plan.Seconds), await Wrk.RunAsync(server, path, plan.Seconds)));
        await stop.CancelAsync();
        var replies = await writing;
        Row(report, $"guest, thread, ten replies per second ({replies} replies)", rounds, bytes, 0, 0, 0);
    }

    private static async Task<int> ReplyAsync(ServerProcess server, int thread, CancellationToken stop)
    {
        var count = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!stop.IsCancellationRequested)
        {
            using var text = new StringContent($"Reply {++count}, with **Markdown** and a [link](https://example.org).");
            using var answer = await server.Http.PostAsync($"/bench/reply?thread={thread}&member={(count % SeededForum.Members) + 1}", text, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return count;
    }

    private static void Row(Report report, string name, List<(Load Bare, Load Page)> rounds, long bytes, long brotli, double queries, double allocated)
    {
        if (rounds.Sum(static round => round.Page.Errors + round.Bare.Errors) is > 0 and var errors)
            throw new InvalidOperationException($"{name}: {errors} requests failed.");
        report.Row(
            name,
            rounds.ConvertAll(static round => round.Page.PerSecond / round.Bare.PerSecond).WithSpread("0.00"),
            rounds.Select(static round => round.Page.PerSecond).Median().Text("N0"),
            rounds.Select(static round => round.Bare.PerSecond).Median().Text("N0"),
            rounds.Select(static round => round.Page.Median).Median().Text("0.00"),
            rounds.Select(static round => round.Page.P99).Median().Text("0.0"),
            rounds.Select(static round => round.Page.ProcessorMicroseconds).Median().Text("0"),
            rounds.Select(static round => round.Bare.ProcessorMicroseconds).Median().Text("0"),
            ((double)bytes).Text("N0"),
            brotli == 0 ? "" : ((double)brotli).Text("N0"),
            queries.Text("0.0"),
            (allocated / 1024).Text("0"));
    }

    private static async Task<(double Queries, double Allocated)> EachAsync(ServerProcess server, string path, string? header)
    {
        await SizeAsync(server, path, header, null);
        var before = await server.CountersAsync();
        for (var i = 0; i < Sample; i++)
            await SizeAsync(server, path, header, null);
        var after = await server.CountersAsync();
        return ((double)(after.Queries - before.Queries) / Sample, (double)(after.Allocated - before.Allocated) / Sample);
    }

    private static async Task<long> SizeAsync(ServerProcess server, string path, string? header, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header?.Split(": ", 2) is [var name, var value])
            request.Headers.Add(name, value);
        if (encoding is not null)
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        using var answer = await server.Http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).LongLength;
    }
}
