namespace Forum.Bench.Circuits;

/// <summary>How times in milliseconds are spread.</summary>
internal sealed record Spread(double P50, double P99, double Max)
{
    public static Spread Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? new Spread(0, 0, 0) : new Spread(At(sorted, 0.5), At(sorted, 0.99), Round(sorted[^1]));
    }

    private static double At(double[] sorted, double share) => Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1]);

    private static double Round(double value) => Math.Round(value, 2);
}

/// <summary>The server's memory in bytes. The heap is known when the forum runs with <c>--bench</c>.</summary>
internal sealed record Memory(long Resident, long? Heap);

/// <summary>How the circuits were opened.</summary>
internal sealed record OpeningFigures
{
    public required int Opened { get; init; }

    public required int CanWrite { get; init; }

    public required double Seconds { get; init; }

    public required double PerSecond { get; init; }

    /// <summary>How long the server went on working when all were open: what each newcomer means for the others.</summary>
    public required double SettledAfterSeconds { get; init; }

    public required Spread ToLiveMs { get; init; }

    public required double ServerCpuMsPerCircuit { get; init; }

    public required long? AllocatedBytesPerCircuit { get; init; }

    public required double GeneratorCpuMsPerCircuit { get; init; }
}

/// <summary>What the server holds at the stations of a run, each time after a collection.</summary>
internal sealed record MemoryFigures
{
    public required Memory AfterWarmUp { get; init; }

    public required Memory Open { get; init; }

    public required Memory AfterFirstRound { get; init; }

    public required Memory? AfterSecondRound { get; init; }

    public required Memory AfterClosing { get; init; }

    public required long ResidentPerCircuit { get; init; }

    public required long? HeapPerCircuit { get; init; }

    /// <summary>What is left on the heap for each circuit when all have ended.</summary>
    /// <remarks>Within the first minute most of it are pooled buffers; what is there after <c>--rest 90</c> is a leak.</remarks>
    public required long? HeapLeftPerCircuit { get; init; }
}

/// <summary>Pages that were hidden and gave their circuits back.</summary>
internal sealed record HiddenFigures(int Count, double ServerCpuMsPerCircuit, Memory After);

/// <summary>What open circuits cost while nothing happens.</summary>
internal sealed record IdleFigures(double Seconds, double ServerCpuMsPerSecond, double GeneratorCpuMsPerSecond);

/// <summary>How the messages of a round reached the circuits that were healthy.</summary>
internal sealed record RoundFigures
{
    public required int Messages { get; init; }

    public required int Circuits { get; init; }

    public required long Receipts { get; init; }

    public required long Lost { get; init; }

    public required long Duplicated { get; init; }

    public required long Late { get; init; }

    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>From sending to each receipt.</summary>
    public required Spread FanOutMs { get; init; }

    /// <summary>From sending to the receipt of the last circuit, for each message.</summary>
    public required Spread EverybodyMs { get; init; }

    /// <summary>From sending to the answer that it is stored.</summary>
    public required Spread AcknowledgedMs { get; init; }

    public required double Seconds { get; init; }

    public required double ServerCpuMs { get; init; }

    public required double ServerCpuMicrosecondsPerReceipt { get; init; }

    public required long? AllocatedBytesPerReceipt { get; init; }

    public required double GeneratorCpuMs { get; init; }
}

/// <summary>What went wrong with circuits that were to stay healthy.</summary>
internal sealed record FailureFigures(int Count, IReadOnlyList<string> Reasons);
