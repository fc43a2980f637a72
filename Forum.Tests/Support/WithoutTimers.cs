namespace Forum.Tests.Support;

/// <summary>The real time, in which nothing happens by itself: no round comes, but for a pause of less than a second that somebody waits out.</summary>
internal sealed class WithoutTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var isPause = period == Timeout.InfiniteTimeSpan && dueTime < TimeSpan.FromSeconds(1);
        return base.CreateTimer(callback, state, isPause ? dueTime : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
