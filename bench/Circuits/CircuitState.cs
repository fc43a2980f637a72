namespace Forum.Bench.Circuits;

/// <summary>What has become of a circuit. All but <see cref="Failed"/> happen because the run wants them to.</summary>
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
