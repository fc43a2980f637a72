using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts;

/// <summary>How far a sign-in got.</summary>
public enum SignInStep
{
    /// <summary>The member is signed in.</summary>
    SignedIn,

    /// <summary>The password is right; a code is required too.</summary>
    NeedsCode,
}

/// <summary>
/// Signs members in. Every failure (name, password, lockout or lock) gets the same message and takes about as long, so
/// that nobody learns which accounts exist.
/// </summary>
public sealed class SignIn(
    SignInManager<Member> signIn, UserManager<Member> members, MemberNameQueries names, IPasswordHasher<Member> hasher, TwoFactor twoFactor,
    UsedCodes usedCodes, PasskeyAnswers answers, RateLimits limits)
{
    private static readonly Refusal Failed =
        new("Incorrect username or password, or the account is temporarily locked. Try again, or wait ten minutes.");

    private static readonly Refusal TooLate = new("Your sign-in expired. Sign in with your password again.");
    private static readonly Refusal WrongCode = new("Incorrect code. Enter the current code from your app, or an unused recovery code.", "Code");
    private static readonly Refusal PasskeyFailed = new("This passkey isn't linked to an account here. Try another, or sign in with your password.");

    private const int AppCodeLength = 6;

    // Always hash a password, or the answer for an unknown name would come sooner than for a wrong password.
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Member>().HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>Checks the password and sets the cookie.</summary>
    /// <param name="nameOrEmail">The member's name or email address; case doesn't matter.</param>
    /// <param name="remember">Whether the cookie outlives the browser.</param>
    /// <param name="address">The client's address, for the rate limit.</param>
    /// <returns>How far it got, or the error to show.</returns>
    public async Task<Outcome<SignInStep>> TryAsync(string? nameOrEmail, string? password, bool remember, string address)
    {
        if (limits.Count(PasswordCheck.SignIns, address) is { } tooMany)
            return tooMany;
        if (string.IsNullOrWhiteSpace(nameOrEmail) || nameOrEmail.Length > 254 || password is not { Length: > 0 and <= PasswordRules.MaxLength * 2 })
            return Failed;

        var typed = PasswordRules.Normalize(password);
        var member = await FindAsync(nameOrEmail.Trim(), typed);
        // Without a password there is nothing to guess, and nobody to lock out by guessing.
        if (member?.PasswordHash is null || member.LockedAt is not null || await members.IsLockedOutAsync(member))
        {
            hasher.VerifyHashedPassword(null!, NobodysHash.Value, typed);
            return Failed;
        }

        var result = await signIn.PasswordSignInAsync(member, typed, remember, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
            return SignInStep.NeedsCode;
        return result.Succeeded ? SignInStep.SignedIn : Failed;
    }

    /// <summary>The second step, after the right password: a code from the authenticator app, or a recovery code.</summary>
    /// <param name="typed">The code as typed, with or without spaces.</param>
    /// <param name="remember">Whether the cookie outlives the browser.</param>
    /// <param name="address">The client's address, for the rate limit.</param>
    /// <returns>Null when signed in; otherwise the error to show.</returns>
    public async Task<Refusal?> TryCodeAsync(string? typed, bool remember, string address)
    {
        if (limits.Count(PasswordCheck.SignIns, address) is { } tooMany)
            return tooMany;
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { LockedAt: null } member)
            return TooLate;
        var code = UsedCodes.Clean(typed);
        if (code.Length == AppCodeLength)
        {
            // Marked as used only if it's right: otherwise anyone could use up a member's codes by guessing.
            if (await members.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, code) && !usedCodes.Take(member.Id, code))
                return WrongCode;
            return (await signIn.TwoFactorAuthenticatorSignInAsync(code, remember, rememberClient: false)).Succeeded ? null : WrongCode;
        }

        if (!(await signIn.TwoFactorRecoveryCodeSignInAsync(RecoveryCode(code))).Succeeded)
            return WrongCode;
        await twoFactor.CodeUsedAsync(member.Id);
        return null;
    }

    /// <summary>Signs in with a passkey: the browser's response to the challenge.</summary>
    /// <param name="credential">The response, as JSON.</param>
    /// <param name="address">The client's address, for the rate limit.</param>
    /// <returns>Null when signed in; otherwise the error to show.</returns>
    public async Task<Refusal?> TryPasskeyAsync(string? credential, string address)
    {
        if (limits.Count(PasswordCheck.SignIns, address) is { } tooMany)
            return tooMany;
        if (await answers.UsedAsync(credential) is not { Member: { LockedAt: null } member } used)
            return PasskeyFailed;

        // The passkey counts its uses, so a copy would be noticed.
        await members.AddOrUpdatePasskeyAsync(member, used.Passkey);
        await signIn.SignInAsync(member, isPersistent: true);
        return null;
    }

    /// <summary>Signs in a member who has just registered.</summary>
    public async Task NewMemberAsync(int memberId)
    {
        if (await members.FindByIdAsync(memberId.ToString(CultureInfo.InvariantCulture)) is { } member)
            await signIn.SignInAsync(member, isPersistent: false);
    }

    // Identity's format: two groups of five.
    private static string RecoveryCode(string clean) => clean.Length == 10 ? $"{clean[..5]}-{clean[5..]}".ToUpperInvariant() : clean;

    // Identity normalizes the name it looks up, and the runtime throws for unpaired surrogates and one noncharacter.
    private async Task<Member?> FindAsync(string nameOrEmail, string password)
    {
        if (!nameOrEmail.Contains('@', StringComparison.Ordinal))
            return await members.FindByNameAsync(MemberNames.Canonical(nameOrEmail));
        Member? first = null;
        var owners = await names.OwnersOfAddressAsync(string.Concat(nameOrEmail.EnumerateRunes()).Replace('\uFFFE', '\uFFFD'));
        foreach (var memberId in owners)
        {
            var owner = await members.FindByIdAsync(memberId.ToString(CultureInfo.InvariantCulture));
            first ??= owner;

            // Several accounts claim the address and none has confirmed it: use the one with this password.
            if (owner is not null && (owners.Count == 1 || await members.CheckPasswordAsync(owner, password)))
                return owner;
        }

        return first;
    }
}
