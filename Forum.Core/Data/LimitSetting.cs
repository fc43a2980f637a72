using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Data;

/// <summary>
/// A number in the section <c>Forum:Limits</c> of the settings. The room that uses it declares it once, as a static
/// field, and registers it (<see cref="LimitRegistration.AddLimits"/>): the forum doesn't start with a wrong number.
/// </summary>
/// <param name="name">The key, such as <c>PostsPerMinute</c>.</param>
/// <param name="number">The number unless the settings have another.</param>
/// <param name="limited">What it limits, and for whom: its row in <c>docs/operations.md</c>.</param>
public class LimitSetting(string name, int number, string limited)
{
    /// <summary>The key, such as <c>PostsPerMinute</c>.</summary>
    public string Name => name;

    /// <summary>The number unless the settings have another.</summary>
    public int Default => number;

    /// <summary>What it limits, and for whom: its row in <c>docs/operations.md</c>.</summary>
    public string Limited => limited;

    /// <summary>The lowest and highest number; null for at least one.</summary>
    public (int Lowest, int Highest)? Range { get; init; }

    internal void Check(int set)
    {
        if (Range is { } range && (set < range.Lowest || set > range.Highest))
            throw new StartRefusedException($"The setting Forum:Limits:{Name} must be a number from {range.Lowest} to {range.Highest}.");
        if (Range is null && set < 1)
            throw new StartRefusedException("Each setting in Forum:Limits must be a number and at least 1.");
    }
}

/// <summary>
/// How often someone may do something. <see cref="RateLimits"/> counts it in a sliding window.
/// </summary>
/// <param name="window">The time in which the number is allowed.</param>
/// <param name="refusal">What anyone who exceeds it is told; null for "too many requests".</param>
public sealed class RateLimit(string name, int number, TimeSpan window, string limited, Refusal? refusal = null) : LimitSetting(name, number, limited)
{
    private static readonly Refusal TooMany = new("Too many requests. Wait a minute, then try again.");

    /// <summary>The time in which the number is allowed.</summary>
    public TimeSpan Window => window;

    /// <summary>What anyone who exceeds it is told.</summary>
    public Refusal Refusal { get; } = refusal ?? TooMany;

    /// <summary>A limit with the same setting that is counted separately.</summary>
    /// <param name="refusal">What anyone who exceeds it is told; null for the same.</param>
    public RateLimit Apart(Refusal? refusal = null) => new(Name, Default, Window, Limited, refusal ?? Refusal);
}

/// <summary>Registers limits.</summary>
public static class LimitRegistration
{
    /// <summary>Adds limits, whose numbers are checked at startup. One that isn't registered can't be counted.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services, params ReadOnlySpan<LimitSetting> limits)
    {
        foreach (var limit in limits)
            services.AddSingleton(limit);
        return services;
    }
}
