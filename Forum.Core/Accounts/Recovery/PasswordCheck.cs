using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>
/// Asks for the password again before something that a stranger at an open browser must not do. Takes a good part of a tenth of a
/// second, so it comes before the transaction.
/// </summary>
/// <param name="databases">Where the hash comes from.</param>
/// <param name="hasher">Compares.</param>
/// <param name="limits">Counts the attempts.</param>
public sealed class PasswordCheck(IDbContextFactory<ForumDb> databases, IPasswordHasher<Member> hasher, RateLimits limits)
{
    private static readonly Refusal Wrong = new("This password is wrong. Try again.", "Password");

    private static readonly Refusal None = new("Your account doesn't have a password yet. To get a link to set one, go to Sign-in in your settings.", "Password");

    /// <summary>Compares.</summary>
    /// <param name="viewer">Whose password it is to be.</param>
    /// <param name="password">What was typed.</param>
    /// <returns>The hash that it fits, for the act to see whether it still stands; or why not.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string? password, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } id)
            return Refusal.SignInFirst;
        if (limits.Count(LimitedAct.Password, viewer.LimitKey) is { } tooMany)
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
}
