using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>
/// Verifies the password before an action that someone at an unattended browser must not perform. Takes a good part of
/// a tenth of a second, so it runs before the transaction.
/// </summary>
public sealed class PasswordCheck(IDbContextFactory<ForumDb> databases, IPasswordHasher<Member> hasher, RateLimits limits)
{
    /// <summary>How often someone may try to sign in.</summary>
    public static readonly RateLimit SignIns = new(
        "SignInsPerMinute", 10, TimeSpan.FromMinutes(1), "sign-in attempts, per address",
        new Refusal("Too many sign-in attempts. Wait a minute, then try again."));

    internal static readonly RateLimit Limit = SignIns.Apart(new Refusal("Too many attempts. Wait a minute, then try again."));

    private static readonly Refusal Wrong = new("Incorrect password. Try again.", "Password");

    private static readonly Refusal None = new("Your account doesn't have a password yet. Set one in your settings, under Sign-in.", "Password");

    /// <summary>Verifies the password.</summary>
    /// <returns>The hash that it matched, so that the act can check that it's still current; or a refusal.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string? password, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id)
            return Refusal.SignInFirst;
        if (limits.Count(Limit, viewer.LimitKey) is { } tooMany)
            return tooMany;
        if (password is not { Length: > 0 and <= PasswordRules.MaxLength * 2 })
            return Wrong;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var hash = await db.Users.Where(member => member.Id == id).Select(member => member.PasswordHash).FirstOrDefaultAsync(cancellation);
        if (hash is null)
            return None;
        return hasher.VerifyHashedPassword(null!, hash, PasswordRules.Normalize(password)) != PasswordVerificationResult.Failed
            ? hash
            : Wrong;
    }

    /// <summary>
    /// Verifies the password, then runs an act on the viewer's account. Refuses if the account is locked, or if the
    /// password has changed in the meantime.
    /// </summary>
    internal async Task<Outcome<T>> ThenAsync<T>(
        ForumWriter writer, Viewer viewer, string? password, Func<WriteScope, Member, Task<Outcome<T>>> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.Hold == AccountHold.LockedOut)
            return Refusal.LockedOut;
        var known = await RunAsync(viewer, password, cancellation);
        if (!known.IsDone)
            return known.Refusal!;
        return await writer.WriteAsync<T>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
                if (member?.LockedAt is not null)
                    return Refusal.LockedOut;
                return member?.PasswordHash == known.Value ? await act(scope, member!) : Refusal.NotFound;
            },
            cancellation);
    }
}
