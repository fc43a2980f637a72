using System.Collections.Concurrent;

namespace Forum.Core.Accounts.SigningIn;

/// <summary>
/// The codes of authenticator apps that were taken lately: each is taken once, although the app shows it for half a minute
/// (RFC 6238, section 5.2). In memory; a restart of the forum forgives one use.
/// </summary>
public sealed class UsedCodes(TimeProvider clock)
{
    // Identity takes codes of two steps of half a minute before and after.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(int MemberId, string Code), DateTimeOffset> _used = new();

    /// <summary>Takes a code.</summary>
    /// <param name="code">The six digits.</param>
    /// <returns>Whether it is the first time.</returns>
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

    /// <summary>The digits of a code as it was typed, with or without the gap that apps show.</summary>
    /// <param name="typed">What was typed.</param>
    public static string Clean(string? typed) => string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit));
}
