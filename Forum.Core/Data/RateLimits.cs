using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace Forum.Core.Data;

/// <summary>
/// Counts acts in sliding windows, in memory: for a single process, and reset by a restart. Refusals are values with a
/// plain sentence, so that a form, a circuit and an API say the same.
/// </summary>
public sealed class RateLimits : IDisposable
{
    private readonly Dictionary<LimitSetting, int> _numbers;
    private readonly Dictionary<LimitSetting, Lazy<PartitionedRateLimiter<string>>> _limiters;

    /// <summary>Creates the limits that rooms have registered.</summary>
    /// <param name="settings">The section <c>Forum:Limits</c>.</param>
    /// <exception cref="InvalidOperationException">A setting isn't a number.</exception>
    public RateLimits(IEnumerable<LimitSetting> limits, IConfiguration settings)
    {
        _numbers = limits.ToDictionary(static limit => limit, limit => settings.GetValue(limit.Name, limit.Default));
        _limiters = _numbers.Keys.OfType<RateLimit>().ToDictionary(
            static LimitSetting (limit) => limit, limit => new Lazy<PartitionedRateLimiter<string>>(() => Sliding(_numbers[limit], limit.Window)));
    }

    /// <summary>The number in the settings.</summary>
    public int NumberOf(LimitSetting limit) => Registered(_numbers, limit);

    /// <summary>Counts an act.</summary>
    /// <param name="who">The member or address to count it for.</param>
    /// <returns>Null if it's allowed; otherwise the refusal to show.</returns>
    public Refusal? Count(RateLimit limit, string who)
    {
        using var lease = Registered(_limiters, limit).Value.AttemptAcquire(who);
        return lease.IsAcquired ? null : limit.Refusal;
    }

    /// <summary>Whether an act would be refused, without counting it.</summary>
    /// <param name="who">The member or address to check.</param>
    public bool HasNone(RateLimit limit, string who)
    {
        using var lease = Registered(_limiters, limit).Value.AttemptAcquire(who, 0);
        return !lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var limiter in _limiters.Values.Where(static limiter => limiter.IsValueCreated))
            limiter.Value.Dispose();
    }

    internal void Check()
    {
        foreach (var (limit, number) in _numbers)
            limit.Check(number);
    }

    private static T Registered<T>(Dictionary<LimitSetting, T> known, LimitSetting limit) =>
        known.TryGetValue(limit, out var found) ? found : throw new InvalidOperationException($"The limit {limit.Name} isn't registered: AddLimits does that.");

    private static PartitionedRateLimiter<string> Sliding(int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetSlidingWindowLimiter(
            who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = window, SegmentsPerWindow = 6 }));
}
