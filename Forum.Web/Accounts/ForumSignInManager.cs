using System.Security.Claims;
using Forum.Core.Access;
using Forum.Core.Accounts.Sessions;
using Forum.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Forum.Web.Accounts;

/// <summary>
/// Identity's ways to sign in (password, code, passkey), each of which starts a session here. The cookie names the
/// session and is worthless without it.
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
    /// Signs in a member an external provider has confirmed; a code is still required. A lockout after wrong passwords
    /// doesn't count: it protects against guessing, and would let strangers lock a member out.
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

        // One session per browser: the previous one would stay on the list, usable by anyone who has a copy of its cookie.
        if (MemberIds.Of(Context.User) is { } before && SessionClaims.SessionOf(Context.User) is { } left)
            await sessions.EndAsync(new Viewer(before, "", Role.Guest), left);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(SessionClaims.Session, sessionId.ToString("N"))]);
    }
}
