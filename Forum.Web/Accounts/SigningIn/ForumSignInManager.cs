using System.Security.Claims;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Forum.Web.Accounts.SigningIn;

/// <summary>
/// Identity's ways of signing in, each of which begins a session here: by password, with a code, with a passkey. The cookie names
/// the session, and is worth nothing without it.
/// </summary>
public sealed class ForumSignInManager(
    UserManager<Member> userManager,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<Member> claimsFactory,
    IOptions<IdentityOptions> optionsAccessor,
    ILogger<SignInManager<Member>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Member> confirmation,
    SignInSessions sessions)
    : SignInManager<Member>(userManager, contextAccessor, claimsFactory, optionsAccessor, logger, schemes, confirmation)
{
    /// <summary>
    /// Signs in somebody whom an account elsewhere has vouched for; a code is asked for all the same. A lockout after wrong passwords does not
    /// count: it is there against guessing, and would let strangers shut a member out.
    /// </summary>
    public Task<SignInResult> SignInVouchedForAsync(Member member, string provider) =>
        SignInOrTwoFactorAsync(member, isPersistent: true, loginProvider: provider, bypassTwoFactor: false);

    /// <inheritdoc />
    public override async Task SignInWithClaimsAsync(Member user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        ArgumentNullException.ThrowIfNull(user);
        var address = Context.Connection.RemoteIpAddress?.ToString() ?? "";
        var started = await sessions.StartAsync(user.Id, address, Context.Request.Headers.UserAgent.ToString(), user.SecurityStamp);
        if (started is not { } sessionId)
            return;

        // Of one browser there is one session: that of before would stay on the list, open to whoever has kept its cookie.
        if (MemberIds.Of(Context.User) is { } before && SessionClaims.SessionOf(Context.User) is { } left)
            await sessions.EndAsync(new Viewer(before, "", Role.Guest), left);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(SessionClaims.Session, sessionId.ToString("N"))]);
    }
}
