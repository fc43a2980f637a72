namespace Forum.Tests.Support;

/// <summary>Waits for the effects of another process, thread or circuit.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <exception cref="TimeoutException">The condition wasn't met in time; the message comes from <paramref name="complaint"/>.</exception>
    public static Task HoldsAsync(Func<bool> condition, Func<string> complaint, TimeSpan? limit = null) =>
        HoldsAsync(() => Task.FromResult(condition()), complaint, limit);

    /// <inheritdoc cref="HoldsAsync(Func{bool}, Func{string}, TimeSpan?)"/>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> complaint, TimeSpan? limit = null)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)((limit ?? Limit).TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (!await condition())
        {
            if (TimeProvider.System.GetTimestamp() > end)
                throw new TimeoutException(complaint());
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
