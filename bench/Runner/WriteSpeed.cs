using System.Diagnostics;
using System.Globalization;

namespace Forum.Bench;

/// <summary>Replies through the whole act, and their effect on readers.</summary>
internal sealed class WriteSpeed(Plan plan)
{
    private const int ReadsPerSecond = 200;
    private const int MaxThreads = 2000;

    // Until the server has compiled its hot code; with less, the first rows would measure that.
    private const int WarmUp = 15;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    // The number of replies per second the forum should handle.
    private const int Wanted = 1500;

    private static readonly Writers[] Crowds = [new(1), new(8), new(8, Wanted), new(32)];

    // The first ones are the administrator and the moderators, whom no lock stops.
    private const int SomeMember = 9;

    public async Task MeasureAsync(Report report, CancellationToken cancellation)
    {
        var forum = await plan.CopyAsync();
        await using var server = await forum.StartAsync();
        var pages = await Visitors.PagesAsync(server, forum);
        var member = await Visitors.SignInAsync(server);
        await FindOpenThreadsAsync(server, forum, cancellation);
        await WantMailsAsync(server, cancellation);
        string[] paths = [pages.Home, pages.Board, pages.Thread, pages.LastPage];
        report.Section(
            "Replies",
            "Each request posts one reply, by a different member in a different thread, through the whole act: member status, rules, limits, Markdown, post, counters, search index, notifications for watchers, emails for members who want them (one in twenty), commit, events. "
            + $"Readers request {ReadsPerSecond} pages per second at fixed times (home, board, thread, last page; half of them as a member); delays caused by a late response count as latency. Eight writers warm up for {WarmUp} s. Each round: two seconds of rest, readers alone (the first second doesn't count), then each number of writers alone and together with readers.");
        report.Table("Writers", "Replies/s", "p50 ms", "p99 ms", "CPU µs", "Errors", "Readers' p50 ms", "Readers' p99 ms", "Readers alone, p99 ms", "Slowdown");
        await ReadAsync(server, paths, member, TimeSpan.FromSeconds(2), cancellation);
        await WriteAsync(server, new Writers(8), WarmUp);
        var rounds = Crowds.ToDictionary(static writers => writers, static _ => new List<Round>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            // Earlier replies still cause events, emails and database writes; and after a rest, the machine needs to wake up.
            await Task.Delay(Rest, cancellation);
            await ReadAsync(server, paths, member, TimeSpan.FromSeconds(1), cancellation);
            var quiet = await ReadAsync(server, paths, member, TimeSpan.FromSeconds(plan.Seconds), cancellation);
            foreach (var writers in Crowds)
            {
                var alone = await WriteAsync(server, writers, plan.Seconds);
                var reading = ReadAsync(server, paths, member, TimeSpan.FromSeconds(plan.Seconds), cancellation);
                var together = await WriteAsync(server, writers, plan.Seconds);
                rounds[writers].Add(new Round(quiet, alone with { Errors = alone.Errors + together.Errors }, await reading));
            }
        }

        foreach (var writers in Crowds)
            Row(report, writers, rounds[writers]);
    }

    private static void Row(Report report, Writers writers, List<Round> rounds) => report.Row(
        writers.ToString(),
        rounds.ConvertAll(static round => round.Write.PerSecond).WithSpread("N0"),
        rounds.Select(static round => round.Write.Median).Median().Text("0.0"),
        rounds.ConvertAll(static round => round.Write.P99).WithSpread("0.0"),
        rounds.Select(static round => round.Write.ProcessorMicroseconds).Median().Text("0"),
        rounds.Sum(static round => round.Write.Errors).ToString(CultureInfo.InvariantCulture),
        rounds.Select(static round => round.Read.Percentile(0.5)).Median().Text("0.0"),
        rounds.ConvertAll(static round => round.Read.Percentile(0.99)).WithSpread("0.0"),
        rounds.ConvertAll(static round => round.Quiet.Percentile(0.99)).WithSpread("0.0"),
        rounds.ConvertAll(static round => round.Read.Percentile(0.99) / round.Quiet.Percentile(0.99)).WithSpread("0.0"));

    private static Task<Load> WriteAsync(ServerProcess server, Writers writers, int seconds)
    {
        Environment.SetEnvironmentVariable("BENCH_RATE", writers.PerSecond?.ToString(CultureInfo.InvariantCulture));
        return Wrk.RunAsync(server, "/bench/reply", seconds, writers.Count, script: Path.Combine(AppContext.BaseDirectory, "replies.lua"));
    }

    private static async Task WantMailsAsync(ServerProcess server, CancellationToken cancellation)
    {
        for (var member = SomeMember + 1; member <= SeededForum.Members; member += 20)
        {
            using var answer = await server.Http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"/bench/wants-mail?member={member}"), null, cancellation);
            answer.EnsureSuccessStatusCode();
        }
    }

    // Some of the seed's threads are locked; nobody replies to those.
    private async Task FindOpenThreadsAsync(ServerProcess server, SeededForum forum, CancellationToken cancellation)
    {
        var open = new List<int>();
        for (var thread = 1; thread <= Math.Min(forum.Threads, MaxThreads); thread++)
        {
            using var text = new StringContent("A reply to see whether the thread is open.");
            using var answer = await server.Http.PostAsync($"/bench/reply?thread={thread}&member={SomeMember}", text, cancellation);
            if (answer.IsSuccessStatusCode)
                open.Add(thread);
        }

        var file = Path.Combine(plan.Work, "threads.txt");
        await File.WriteAllLinesAsync(file, open.Select(static thread => thread.ToString(CultureInfo.InvariantCulture)), cancellation);
        Environment.SetEnvironmentVariable("BENCH_THREADS", file);
        Environment.SetEnvironmentVariable("BENCH_MEMBERS", SeededForum.Members.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<List<double>> ReadAsync(ServerProcess server, string[] paths, string cookie, TimeSpan time, CancellationToken cancellation)
    {
        var latencies = new List<double>();
        var reads = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        await Task.Factory.StartNew(AskInTime, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(reads);
        return latencies;

        // On its own thread, which sleeps until the next one is due: a timer fires some milliseconds late.
        void AskInTime()
        {
            for (var asked = 0; asked < time.TotalSeconds * ReadsPerSecond; asked++)
            {
                var (number, due) = (asked, TimeSpan.FromSeconds((double)asked / ReadsPerSecond));
                if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } early)
                    Thread.Sleep(early);
                reads.Add(Task.Run(() => OneAsync(paths[number / 2 % paths.Length], number % 2 == 0 ? cookie : null, due), cancellation));
            }
        }

        async Task OneAsync(string path, string? header, TimeSpan due)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (header is not null)
                request.Headers.Add("Cookie", header);
            using var answer = await server.Http.SendAsync(request, cancellation);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation);
            lock (latencies)
                latencies.Add((Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds);
        }
    }

    /// <summary>The writers: as fast as they get responses, or this many replies per second in total.</summary>
    private sealed record Writers(int Count, int? PerSecond = null)
    {
        public override string ToString() => PerSecond is { } rate
            ? string.Create(CultureInfo.InvariantCulture, $"{Count}, limited to {rate:N0}/s")
            : Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The readers alone, the writers alone, and the readers together with the writers.</summary>
    private sealed record Round(List<double> Quiet, Load Write, List<double> Read);
}
