namespace Forum.Bench.Circuits;

/// <summary>The settings of a run; Program.cs explains each.</summary>
internal sealed record Settings
{
    public required Uri Url { get; init; }

    public required int ProcessId { get; init; }

    public required int Count { get; init; }

    public required int WarmUp { get; init; }

    public required string Path { get; init; }

    public required string? Cookies { get; init; }

    public required IReadOnlyList<string> Members { get; init; }

    public required string Password { get; init; }

    public required double Guests { get; init; }

    public required int Messages { get; init; }

    public required TimeSpan Pause { get; init; }

    public required double Looking { get; init; }

    public required double Hidden { get; init; }

    public required double Stall { get; init; }

    public required double Vanish { get; init; }

    public required int Parallel { get; init; }

    public required TimeSpan Hold { get; init; }

    public required TimeSpan Rest { get; init; }
}
