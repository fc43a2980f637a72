namespace Forum.Bench.Circuits;

/// <summary>A circuit's state. All but <see cref="Failed"/> are part of the run.</summary>
internal enum CircuitState
{
    Opening,
    Healthy,
    Hidden,
    Stalled,
    Vanished,
    Failed,
    Ended,
}
