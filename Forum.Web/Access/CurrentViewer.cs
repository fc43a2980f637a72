using System.Net;
using System.Net.Sockets;
using Forum.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace Forum.Web.Access;

/// <summary>
/// The viewer of this page or circuit. Checked on every call, since a member's role or lock can change while a circuit is open.
/// </summary>
public sealed class CurrentViewer(AuthenticationStateProvider authentication, MemberDirectory members, SessionDirectory sessions, IHttpContextAccessor http)
{
    /// <summary>The viewer right now.</summary>
    public async ValueTask<Viewer> GetAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        var viewer = await members.ViewerAsync(sessions, state.User);
        return viewer.MemberId is null ? viewer with { Origin = http.HttpContext.Origin() } : viewer;
    }
}

/// <summary>The viewer of a request that isn't a page and has no circuit.</summary>
public static class RequestViewer
{
    /// <summary>
    /// The client's network address, for rate limits. Of an IPv6 address only the first half, which is assigned to a
    /// household; the rest can be chosen freely for each attempt.
    /// </summary>
    public static string Origin(this HttpContext? context)
    {
        if (context?.Connection.RemoteIpAddress is not { } address)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]) + "/64"
            : address.ToString();
    }

    /// <summary>The viewer of a request.</summary>
    public static async ValueTask<Viewer> ViewerAsync(this HttpContext context)
    {
        var members = context.RequestServices.GetRequiredService<MemberDirectory>();
        var viewer = await members.ViewerAsync(
            context.RequestServices.GetRequiredService<SessionDirectory>(), context.User, context.RequestAborted);
        return viewer.MemberId is null ? viewer with { Origin = context.Origin() } : viewer;
    }
}
