using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Forum.Bench;

/// <summary>Open circuits with the chat, opened and driven by the load generator in a process of its own.</summary>
internal sealed class OpenCircuits(Plan plan)
{
    private const int Writers = 50;
    private const int Readers = 1000;

    public async Task MeasureAsync(Report report)
    {
        if (plan.Circuits is null)
            return;
        var forum = await plan.SeededAsync(plan.Posts);
        report.Section(
            "Circuits",
            $"Real circuits with the chat on the screen, opened by {Writers} members in turn, on the same two cores as their browsers' stand-in; ten messages, one a second. "
            + "In the last line a tenth of them stops reading and a tenth vanishes without a word, and only the others count. Microsoft plans with 273 KB a circuit.");
        report.Table(
            "Circuits", "Opened/s", "Heap KB each", "Resident KB each", "CPU ms to open", "To all p50 ms", "p99 ms", "at most ms", "CPU µs each message", "Lost", "Twice", "Late", "Failed", "Resident MB");
        await OneAsync(report, forum, "/", plan.OpenCircuits);
        await using (var server = await forum.StartAsync())
            await RowAsync(report, server, (await Visitors.PagesAsync(server, forum)).Thread, Readers, "--messages", "10");
        await using (var server = await forum.StartAsync())
            await RowAsync(report, server, "/", Readers, "--messages", "10", "--stall", "0.1", "--vanish", "0.1");
    }

    private async Task OneAsync(Report report, SeededForum forum, string path, int count)
    {
        await using var server = await forum.StartAsync();
        await RowAsync(report, server, path, count, "--messages", "10", "--pause", "1000");
    }

    private async Task RowAsync(Report report, ServerProcess server, string path, int count, params string[] more)
    {
        var file = Path.Combine(plan.Work, "circuits.json");
        File.Delete(file);
        var members = await Visitors.NamesAsync(server, Writers);
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                plan.Circuits!, "--url", server.Address.ToString(), "--pid", server.Id.ToString(CultureInfo.InvariantCulture), "--path", path,
                "--count", count.ToString(CultureInfo.InvariantCulture), "--members", string.Join(',', members), "--password", SeededForum.Password,
                "--json", file, .. more,
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (!File.Exists(file))
            throw new InvalidOperationException($"The load generator has failed: {output}");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Row(report, json.RootElement, path);
    }

    private static void Row(Report report, JsonElement found, string path)
    {
        var (opening, memory) = (found.GetProperty("opening"), found.GetProperty("memory"));
        var round = found.TryGetProperty("secondRound", out var second) && second.ValueKind == JsonValueKind.Object ? second : found.GetProperty("firstRound");
        var fanOut = round.GetProperty("fanOutMs");
        report.Row(
            $"{Number(opening, "opened", "N0")} on {(path == "/" ? "the home page" : "a thread page")}{(Number(found, "stalled") > 0 ? ", some stalled and gone" : "")}",
            Number(opening, "perSecond", "0"),
            (Number(memory, "heapPerCircuit") / 1024).Text("0"),
            (Number(memory, "residentPerCircuit") / 1024).Text("0"),
            Number(opening, "serverCpuMsPerCircuit", "0.0"),
            Number(fanOut, "p50", "0"),
            Number(fanOut, "p99", "0"),
            Number(fanOut, "max", "0"),
            Number(round, "serverCpuMicrosecondsPerReceipt", "0"),
            Number(round, "lost", "0"),
            Number(round, "duplicated", "0"),
            Number(round, "late", "0"),
            Number(found.GetProperty("failures"), "count", "0"),
            (Number(memory.GetProperty("afterFirstRound"), "resident") / 1048576).Text("0"));
    }

    private static double Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private static string Number(JsonElement element, string name, string format) => Number(element, name).Text(format);
}
