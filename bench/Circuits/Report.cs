using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Forum.Bench.Circuits;

/// <summary>All results of a run.</summary>
internal sealed record Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required Settings Settings { get; init; }

    public required int Members { get; init; }

    public required OpeningFigures Opening { get; init; }

    public required MemoryFigures Memory { get; init; }

    public required HiddenFigures? Hidden { get; init; }

    public required IdleFigures? Idle { get; init; }

    public required RoundFigures FirstRound { get; init; }

    public required int Stalled { get; init; }

    public required int Vanished { get; init; }

    public required RoundFigures? SecondRound { get; init; }

    public required FailureFigures Failures { get; init; }

    public required double GeneratorCpuMs { get; init; }

    public required long GeneratorResident { get; init; }

    public bool Passed => Failures.Count == 0 && IsWhole(FirstRound) && (SecondRound is null || IsWhole(SecondRound));

    public async Task SaveAsync(string path, CancellationToken cancellation)
    {
        // Keep the password out of files; and a thousand member names would bury the figures.
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, this with { Settings = Settings with { Password = "", Members = [] } }, Json, cancellation);
    }

    public void Print(TextWriter to)
    {
        void Line(FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));

        Line($"circuits   {Opening.Opened} of {Settings.Count} open on {Settings.Path}, {Opening.CanWrite} can write; {Members} members");
        Line($"opening    {Opening.PerSecond}/s, {Settings.Parallel} at a time; at rest {Opening.SettledAfterSeconds} s later");
        Line($"           to live p50 {Opening.ToLiveMs.P50} ms, p99 {Opening.ToLiveMs.P99} ms");
        Line($"           server {Opening.ServerCpuMsPerCircuit} ms CPU and {Kilobytes(Opening.AllocatedBytesPerCircuit)} allocated per circuit");
        Line($"memory     {Kilobytes(Memory.ResidentPerCircuit)} resident and {Kilobytes(Memory.HeapPerCircuit)} heap per circuit");
        Line($"           {Kilobytes(Memory.HeapLeftPerCircuit)} heap left per circuit {Settings.Rest.TotalSeconds} s after closing");
        foreach (var (name, memory) in Stations())
            Line($"           {name,-19} resident {Megabytes(memory.Resident)}, heap {Megabytes(memory.Heap)}");
        if (Hidden is not null)
            Line($"hidden     {Hidden.Count} circuits paused, {Hidden.ServerCpuMsPerCircuit} ms CPU each; resident {Megabytes(Hidden.After.Resident)}, heap {Megabytes(Hidden.After.Heap)}");
        if (Idle is not null)
            Line($"idle       server {Idle.ServerCpuMsPerSecond} ms CPU per second, generator {Idle.GeneratorCpuMsPerSecond} ms");
        PrintRound(to, "messages", FirstRound);
        if (SecondRound is not null)
        {
            Line($"trouble    {Stalled} circuits stalled, {Vanished} vanished; the others:");
            PrintRound(to, "messages", SecondRound);
        }

        Line($"failures   {Failures.Count} circuits {string.Join(" | ", Failures.Reasons)}");
        Line($"generator  {GeneratorCpuMs / 1000:F1} s CPU, resident {Megabytes(GeneratorResident)}");
        Line($"{(Passed ? "passed" : "FAILED")}");
    }

    private static void PrintRound(TextWriter to, string name, RoundFigures round)
    {
        void Line(FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));

        Line($"{name,-10} {round.Messages} to {round.Circuits} circuits in {round.Seconds} s");
        Line($"           {round.Lost} lost, {round.Duplicated} duplicated, {round.Late} later than a second");
        Line($"           to a circuit p50 {round.FanOutMs.P50} ms, p99 {round.FanOutMs.P99} ms, at most {round.FanOutMs.Max} ms");
        Line($"           to the last circuit p50 {round.EverybodyMs.P50} ms, p99 {round.EverybodyMs.P99} ms");
        Line($"           stored p50 {round.AcknowledgedMs.P50} ms, p99 {round.AcknowledgedMs.P99} ms");
        var allocated = Kilobytes(round.AllocatedBytesPerReceipt);
        Line($"           server {round.ServerCpuMicrosecondsPerReceipt} µs CPU and {allocated} allocated per receipt");
        Line($"           server {round.ServerCpuMs} ms, generator {round.GeneratorCpuMs} ms CPU");
        if (round.Refused.Count > 0)
            Line($"           refused: {string.Join(" | ", round.Refused)}");
    }

    private IEnumerable<(string Name, Memory Memory)> Stations()
    {
        yield return ("after the warm-up", Memory.AfterWarmUp);
        yield return ("open", Memory.Open);
        yield return ("after the messages", Memory.AfterFirstRound);
        if (Memory.AfterSecondRound is not null)
            yield return ("after the trouble", Memory.AfterSecondRound);
        yield return ("all closed", Memory.AfterClosing);
    }

    private static bool IsWhole(RoundFigures round) => round is { Lost: 0, Refused.Count: 0 };

    private static string Kilobytes(long? bytes) =>
        bytes is null ? "?" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F1} KB");

    private static string Megabytes(long? bytes) =>
        bytes is null ? "?" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024:F1} MB");
}
