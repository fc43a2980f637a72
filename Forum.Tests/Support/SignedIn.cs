using System.Globalization;
using System.Security.Claims;
using Forum.Core.Access;
using Forum.Core.Accounts.Sessions;
using Forum.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace Forum.Tests.Support;

/// <summary>The owner of a circuit, from the cookie it was opened with: a new session.</summary>
public sealed class SignedIn(Viewer viewer, SignInSessions sessions) : AuthenticationStateProvider
{
    private Task<AuthenticationState>? _state;

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => _state ??= BeginAsync();

    private async Task<AuthenticationState> BeginAsync()
    {
        Claim[] claims = viewer.MemberId is { } id
            ?
            [
                new Claim(ClaimTypes.NameIdentifier, id.ToString(CultureInfo.InvariantCulture)),
                new Claim(SessionClaims.Session, (await sessions.StartAsync(id, "", "test"))!.Value.ToString("N")),
            ]
            : [];
        return new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")));
    }
}
