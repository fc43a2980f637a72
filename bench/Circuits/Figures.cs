namespace Forum.Bench.Circuits;

/// <summary>The distribution of times, in milliseconds.</summary>
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

/// <summary>The server's memory in bytes. The heap is known only if the forum runs with <c>--bench</c>.</summary>
internal sealed record Memory(long Resident, long? Heap);

/// <summary>How the circuits were opened.</summary>
internal sealed record OpeningFigures
{
    public required int Opened { get; init; }

    public required int CanWrite { get; init; }

    public required double Seconds { get; init; }

    public required double PerSecond { get; init; }

    /// <summary>How long the server kept working after all were open: the cost of each newcomer for the others.</summary>
    public required double SettledAfterSeconds { get; init; }

    public required Spread ToLiveMs { get; init; }

    public required double ServerCpuMsPerCircuit { get; init; }

    public required long? AllocatedBytesPerCircuit { get; init; }

    public required double GeneratorCpuMsPerCircuit { get; init; }
}

/// <summary>What the server holds at each step of a run, after a garbage collection.</summary>
internal sealed record MemoryFigures
{
    public required Memory AfterWarmUp { get; init; }

    public required Memory Open { get; init; }

    public required Memory AfterFirstRound { get; init; }

    public required Memory? AfterSecondRound { get; init; }

    public required Memory AfterClosing { get; init; }

    public required long ResidentPerCircuit { get; init; }

    public required long? HeapPerCircuit { get; init; }

    /// <summary>What is left on the heap per circuit after all have ended.</summary>
    /// <remarks>Within the first minute, most of it is pooled buffers; what is left after <c>--rest 90</c> is a leak.</remarks>
    public required long? HeapLeftPerCircuit { get; init; }
}

/// <summary>Pages that were hidden and gave up their circuits.</summary>
internal sealed record HiddenFigures(int Count, double ServerCpuMsPerCircuit, Memory After);

/// <summary>The cost of open circuits while nothing happens.</summary>
internal sealed record IdleFigures(double Seconds, double ServerCpuMsPerSecond, double GeneratorCpuMsPerSecond);

/// <summary>How a round's messages reached the healthy circuits.</summary>
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

    /// <summary>From sending to the last circuit's receipt, for each message.</summary>
    public required Spread EverybodyMs { get; init; }

    /// <summary>From sending to the answer that it is stored.</summary>
    public required Spread AcknowledgedMs { get; init; }

    public required double Seconds { get; init; }

    public required double ServerCpuMs { get; init; }

    public required double ServerCpuMicrosecondsPerReceipt { get; init; }

    public required long? AllocatedBytesPerReceipt { get; init; }

    public required double GeneratorCpuMs { get; init; }
}

/// <summary>The failures of circuits that should have stayed healthy.</summary>
internal sealed record FailureFigures(int Count, IReadOnlyList<string> Reasons);
