using System.Globalization;
using System.Security.Claims;
using Forum.Core.Accounts;
using Forum.Core.Accounts.SigningIn;
using Forum.Web.Accounts.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts.External;

/// <summary>What has come of a sign-in with an account elsewhere.</summary>
public enum ExternalStep
{
    /// <summary>Nothing that can be used: it took too long, or was begun by somebody else.</summary>
    Nothing,

    /// <summary>The member is signed in.</summary>
    SignedIn,

    /// <summary>A code of the member's app is asked for as well.</summary>
    NeedsCode,

    /// <summary>The account here is locked, or closed for now.</summary>
    Closed,

    /// <summary>It opens no account here yet.</summary>
    Unknown,
}

/// <summary>Takes up what comes back from the place where somebody has an account. It is kept in a cookie for a few minutes.</summary>
public sealed class ExternalSignIn(
    ForumSignInManager signIn, LinkedAccounts linked, MemberDirectory members, ExternalProviders providers, IHttpContextAccessor http)
{
    /// <summary>The account elsewhere that has just been vouched for.</summary>
    /// <param name="viewer">For whom: what was begun for somebody else is not told.</param>
    /// <returns>The account; null when there is none.</returns>
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

    /// <summary>Signs in whom the account opens.</summary>
    /// <param name="account">The account; null for none.</param>
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

    /// <summary>Lets go of what came back: it has been used.</summary>
    public Task ForgetAsync() => http.HttpContext!.SignOutAsync(IdentityConstants.ExternalScheme);
}
