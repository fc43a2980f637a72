using System.Globalization;
using System.Security.Claims;
using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts.External;

/// <summary>The outcome of a sign-in with an external account.</summary>
public enum ExternalStep
{
    /// <summary>Nothing usable: it took too long, or someone else started it.</summary>
    Nothing,

    /// <summary>The member is signed in.</summary>
    SignedIn,

    /// <summary>A code from the member's authenticator app is required too.</summary>
    NeedsCode,

    /// <summary>The account here is locked or temporarily closed.</summary>
    Closed,

    /// <summary>No account here is linked to it yet.</summary>
    Unknown,
}

/// <summary>Handles what comes back from the provider. It's stored in a cookie for a few minutes.</summary>
public sealed class ExternalSignIn(
    ForumSignInManager signIn, LinkedAccounts linked, MemberDirectory members, ExternalProviders providers, IHttpContextAccessor http)
{
    /// <summary>The external account that has just been confirmed.</summary>
    /// <param name="viewer">The current viewer: a result that someone else started isn't returned.</param>
    public async Task<ExternalAccount?> FindAsync(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var info = await signIn.GetExternalLoginInfoAsync(viewer.MemberId?.ToString(CultureInfo.InvariantCulture));
        if (info is null || providers.All.FirstOrDefault(provider => provider.Scheme == info.LoginProvider) is not { } provider)
            return null;
        return ExternalAccount.Of(
            provider.Key,
            info.ProviderKey,
            info.Principal.FindFirstValue(ClaimTypes.Name),
            info.Principal.FindFirstValue(ClaimTypes.Email),
            info.Principal.HasClaim(ExternalHosting.EmailIsConfirmed, "true"));
    }

    /// <summary>Signs in the member the account is linked to.</summary>
    /// <param name="account">The account, or null.</param>
    public async Task<ExternalStep> TryAsync(ExternalAccount? account)
    {
        if (account is null)
            return ExternalStep.Nothing;
        if (await linked.OwnerAsync(account) is not { } memberId)
            return ExternalStep.Unknown;
        if ((await members.ViewerAsync(memberId)).Hold == AccountHold.LockedOut)
            return ExternalStep.Closed;
        if (await signIn.UserManager.FindByIdAsync(memberId.ToString(CultureInfo.InvariantCulture)) is not { } member)
            return ExternalStep.Nothing;
        var result = await signIn.SignInVouchedForAsync(member, account.Provider);
        if (result.RequiresTwoFactor)
            return ExternalStep.NeedsCode;
        if (!result.Succeeded)
            return ExternalStep.Closed;
        await ForgetAsync();
        return ExternalStep.SignedIn;
    }

    /// <summary>Deletes the provider's answer after it was used.</summary>
    public Task ForgetAsync() => http.HttpContext!.SignOutAsync(IdentityConstants.ExternalScheme);
}
