using System.Globalization;
using System.Security.Claims;
using Forum.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace Forum.Web.Access;

/// <summary>The names of the authorization policies.</summary>
public static class Policies
{
    /// <summary>Administrators only, by their current role.</summary>
    public const string Administrators = nameof(Administrators);
}

/// <summary>Asks the member directory, not the cookie: a role that was taken away ends with the next request.</summary>
public sealed class AdministratorRequirement : IAuthorizationRequirement
{
    internal sealed class Handler(MemberDirectory members, SessionDirectory sessions) : AuthorizationHandler<AdministratorRequirement>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AdministratorRequirement requirement)
        {
            if ((await members.ViewerAsync(sessions, context.User)).IsAdministrator)
                context.Succeed(requirement);
        }
    }
}

/// <summary>Reads the member's id from a cookie's claims.</summary>
public static class MemberIds
{
    /// <summary>The member's id; null for a guest.</summary>
    public static int? Of(ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Where to go after signing in or out.</summary>
public static class ReturnUrl
{
    /// <summary>
    /// The address if it belongs to this site, otherwise the home page: a link to the sign-in page must not redirect
    /// elsewhere. Encoded for a header, which carries ASCII only.
    /// </summary>
    public static string Local(string? url) =>
        url is { Length: > 0 and < 2000 } && url[0] == '/' && (url.Length == 1 || (url[1] != '/' && url[1] != '\\')) && !url.Any(char.IsControl)
            ? string.Concat(url.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
            : "/";
}
