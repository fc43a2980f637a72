using System.Net;
using System.Net.Sockets;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace Forum.Web.Accounts;

/// <summary>Who looks at this page or sits at this circuit. Asked anew each time: standing can change while a circuit is open.</summary>
public sealed class CurrentViewer(AuthenticationStateProvider authentication, MemberDirectory members, SessionDirectory sessions, IHttpContextAccessor http)
{
    /// <summary>The viewer as of now.</summary>
    public async ValueTask<Viewer> GetAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        var viewer = await members.ViewerAsync(sessions, state.User);
        return viewer.MemberId is null ? viewer with { Origin = http.HttpContext.Origin() } : viewer;
    }
}

/// <summary>Who asks, for what is no page and has no circuit.</summary>
public static class RequestViewer
{
    /// <summary>
    /// Where a request comes from, for the limits: the network address. Of IPv6 the first half, which is what one household is given;
    /// the other half anybody chooses anew for each try.
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
