using System.Globalization;
using System.Security.Claims;
using Forum.Core.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace Forum.Tests.Support;

/// <summary>Who a circuit belongs to, as said by the cookie that it was opened with.</summary>
public sealed class SignedIn(Viewer viewer) : AuthenticationStateProvider
{
    public override Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        Claim[] claims = viewer.MemberId is { } id ? [new Claim(ClaimTypes.NameIdentifier, id.ToString(CultureInfo.InvariantCulture))] : [];
        return Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test"))));
    }
}
