using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts;

/// <summary>
/// Signs members in. Every failure, be it the name, the password, a lockout or a lock, gets the same sentence and takes about as
/// long, so that nobody learns which accounts exist.
/// </summary>
public sealed class SignIn(SignInManager<Member> signIn, UserManager<Member> members, IPasswordHasher<Member> hasher, RateLimits limits)
{
    private static readonly Refusal Failed =
        new("That name and password do not go together, or the account is closed for now. Check both, or try again in ten minutes.");

    // Somebody must be hashed for, or the answer for an unknown name would come sooner than for a wrong password.
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Member>().HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>Checks the password and sets the cookie.</summary>
    /// <param name="nameOrEmail">The member's name or address, in any case.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="remember">Whether the cookie outlives the browser.</param>
    /// <param name="address">Where the attempt comes from, for the limit.</param>
    /// <returns>Null when signed in; otherwise what to tell.</returns>
    public async Task<Refusal?> TryAsync(string? nameOrEmail, string? password, bool remember, string address)
    {
        if (limits.Count(LimitedAct.SignIn, address) is { } tooMany)
            return tooMany;
        if (string.IsNullOrWhiteSpace(nameOrEmail) || nameOrEmail.Length > 254 || password is not { Length: > 0 and <= PasswordRules.MaxLength * 2 })
            return Failed;

        var typed = PasswordRules.Normalize(password);
        var member = await FindAsync(nameOrEmail.Trim());
        if (member is null || member.LockedAt is not null || await members.IsLockedOutAsync(member))
        {
            hasher.VerifyHashedPassword(null!, NobodysHash.Value, typed);
            return Failed;
        }

        var result = await signIn.PasswordSignInAsync(member, typed, remember, lockoutOnFailure: true);
        return result.Succeeded ? null : Failed;
    }

    /// <summary>Signs in a member who has just made the account.</summary>
    public async Task NewMemberAsync(int memberId)
    {
        if (await members.FindByIdAsync(memberId.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } member)
            await signIn.SignInAsync(member, isPersistent: false);
    }

    // Identity normalises what it looks for, and the runtime refuses to do that to halves of surrogate pairs and one noncharacter.
    private Task<Member?> FindAsync(string nameOrEmail) => nameOrEmail.Contains('@', StringComparison.Ordinal)
        ? members.FindByEmailAsync(string.Concat(nameOrEmail.EnumerateRunes()).Replace('\uFFFE', '\uFFFD'))
        : members.FindByNameAsync(MemberNames.Canonical(nameOrEmail));
}
