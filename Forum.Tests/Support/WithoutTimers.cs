namespace Forum.Tests.Support;

/// <summary>
/// Real time without periodic timers: nothing happens by itself, except that delays of less than a second end.
/// </summary>
internal sealed class WithoutTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = period == Timeout.InfiniteTimeSpan && dueTime < TimeSpan.FromSeconds(1);
        return base.CreateTimer(callback, state, isPause ? dueTime : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
