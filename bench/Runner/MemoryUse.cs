using System.Globalization;

namespace Forum.Bench;

/// <summary>Resident memory: after startup, after load, and after an hour's worth of browsing.</summary>
internal sealed class MemoryUse(Plan plan)
{
    // A busy hour: a thousand visitors with a dozen pages each.
    private const int PagesOfAnHour = 12_000;

    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        var forum = await plan.CopyAsync();
        await using var server = await forum.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
        report.Section("Memory", $"Resident memory of the process. Browsing: {PagesOfAnHour.ToString("N0", CultureInfo.InvariantCulture)} random pages (boards, threads, profiles; every third as a member), as fast as possible.");
        report.Table("", "Resident", "Managed heap");
        await RowAsync(report, server, "idle, 5 s after the start");
        var pages = await Visitors.PagesAsync(server, forum);
        var member = await Visitors.SignInAsync(server);
        foreach (var header in (string?[])[null, "Cookie: " + member])
        {
            foreach (var path in (string[])[pages.Home, pages.Board, pages.Thread])
                await Wrk.RunAsync(server, path, plan.Seconds, header: header);
        }

        await RowAsync(report, server, "after load on three pages as guest and member");
        await BrowseAsync(server, forum, pages, member, cancellation);
        await RowAsync(report, server, "after an hour of browsing");
        await server.CollectAsync();
        await RowAsync(report, server, "after a full collection");
    }

    private static async Task RowAsync(Report report, ServerProcess server, string when)
    {
        var resident = server.Resident;
        report.Row(when, resident.Megabytes(), (await server.CountersAsync()).Heap.Megabytes());
    }

    private static Task BrowseAsync(ServerProcess server, SeededForum forum, Pages pages, string member, CancellationToken cancellation)
    {
        var chance = new Random(7);
        var visits = Enumerable.Range(0, PagesOfAnHour).Select(i => (Member: i % 3 == 0, Path: (i % 10) switch
        {
            0 => pages.Home,
            1 or 2 => $"{pages.Board}?page={chance.Next(1, 5)}",
            3 => pages.Profile,
            _ => string.Create(CultureInfo.InvariantCulture, $"/t/{chance.Next(1, forum.Threads)}"),
        })).ToArray();
        return Parallel.ForEachAsync(visits, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (visit, _) =>
        {
            var path = visit.Path;
            for (var hop = 0; hop < 2; hop++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                if (visit.Member)
                    request.Headers.Add("Cookie", member);
                using var answer = await server.Http.SendAsync(request, cancellation);
                await answer.Content.ReadAsByteArrayAsync(cancellation);
                if (answer.Headers.Location is not { } next)
                    return;
                path = next.OriginalString;
            }
        });
    }
}
