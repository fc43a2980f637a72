namespace Forum.Tests.Support;

/// <summary>A clock that a test can move forward. Timers use real time.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    public void MoveOn(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
