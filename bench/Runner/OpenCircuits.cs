using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Forum.Bench;

/// <summary>Open circuits with the chat, driven by the load generator in its own process.</summary>
internal sealed class OpenCircuits(Plan plan)
{
    private const int Writers = 50;
    private const int Readers = 1000;

    public async Task MeasureAsync(Report report)
    {
        if (plan.Circuits is null)
            return;
        var forum = await plan.CopyAsync();
        report.Section(
            "Circuits",
            $"Real circuits with the chat visible, opened by {Writers} members in turn, on the same two cores as the load generator. Ten messages, one per second. "
            + "Then a tenth of them stop reading and a tenth disconnect without closing. The next line counts only the others. Microsoft's guidance is 273 KB per circuit.");
        report.Table(
            "Circuits", "Opened/s", "Heap KB each", "Resident KB each", "CPU ms to open", "To all p50 ms", "p99 ms", "max ms", "CPU µs per message", "Lost", "Duplicated", "Late", "Failed", "Resident MB");
        await using (var server = await forum.StartAsync())
            await RunAsync(report, server, "/", plan.OpenCircuits, "--stall", "0.1", "--vanish", "0.1");
        await using (var server = await forum.StartAsync())
            await RunAsync(report, server, (await Visitors.PagesAsync(server, forum)).Thread, Readers);
    }

    private async Task RunAsync(Report report, ServerProcess server, string path, int count, params string[] more)
    {
        var file = Path.Combine(plan.Work, "circuits.json");
        File.Delete(file);
        var members = await Visitors.NamesAsync(server, Writers);
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                plan.Circuits!, "--url", server.Address.ToString(), "--pid", server.Id.ToString(CultureInfo.InvariantCulture), "--path", path,
                "--count", count.ToString(CultureInfo.InvariantCulture), "--members", string.Join(',', members), "--password", SeededForum.Password,
                "--messages", "10", "--pause", "1000", "--hold", "0", "--json", file, .. more,
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (!File.Exists(file))
            throw new InvalidOperationException($"The load generator failed: {output}");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        Rows(report, json.RootElement, path == "/" ? "the home page" : "a thread page");
    }

    private static void Rows(Report report, JsonElement found, string page)
    {
        var (opening, memory) = (found.GetProperty("opening"), found.GetProperty("memory"));
        var failed = Number(found.GetProperty("failures"), "count", "0");
        Row(
            report,
            found.GetProperty("firstRound"),
            memory.GetProperty("afterFirstRound"),
            failed,
            $"{Number(opening, "opened", "N0")} on {page}",
            Number(opening, "perSecond", "0"),
            (Number(memory, "heapPerCircuit") / 1024).Text("0"),
            (Number(memory, "residentPerCircuit") / 1024).Text("0"),
            Number(opening, "serverCpuMsPerCircuit", "0.0"));
        if (found.GetProperty("secondRound") is { ValueKind: JsonValueKind.Object } second)
            Row(report, second, memory.GetProperty("afterSecondRound"), failed, $"{Number(second, "circuits", "N0")} of them, the others stalled or gone", "", "", "", "");
    }

    private static void Row(Report report, JsonElement round, JsonElement memory, string failed, params string[] opened)
    {
        var fanOut = round.GetProperty("fanOutMs");
        report.Row([
            .. opened,
            Number(fanOut, "p50", "0"),
            Number(fanOut, "p99", "0"),
            Number(fanOut, "max", "0"),
            Number(round, "serverCpuMicrosecondsPerReceipt", "0"),
            Number(round, "lost", "0"),
            Number(round, "duplicated", "0"),
            Number(round, "late", "0"),
            failed,
            (Number(memory, "resident") / 1048576).Text("0"),
        ]);
    }

    private static double Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;

    private static string Number(JsonElement element, string name, string format) => Number(element, name).Text(format);
}
