using System.Collections.Concurrent;

namespace Forum.Core.Accounts.Credentials;

/// <summary>
/// Authenticator codes used recently. Each code is accepted once, although the app shows it for half a minute (RFC
/// 6238, section 5.2). In memory; a restart allows one reuse.
/// </summary>
public sealed class UsedCodes(TimeProvider clock)
{
    // Identity accepts codes from two half-minute steps before and after.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(int MemberId, string Code), DateTimeOffset> _used = new();

    /// <summary>Uses a code.</summary>
    /// <returns>Whether this is its first use.</returns>
    public bool Take(int memberId, string code)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, at) in _used)
        {
            if (now - at > Kept)
                _used.TryRemove(key, out _);
        }

        return _used.TryAdd((memberId, code), now);
    }

    /// <summary>The digits of a code as typed, with or without the space that apps show.</summary>
    /// <param name="typed">What was typed.</param>
    public static string Clean(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit));
}
