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
        return viewer.MemberId is null ? viewer with { Origin = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "" } : viewer;
    }
}

/// <summary>Who asks, for what is no page and has no circuit.</summary>
public static class RequestViewer
{
    /// <summary>The viewer of a request.</summary>
    public static async ValueTask<Viewer> ViewerAsync(this HttpContext context)
    {
        var members = context.RequestServices.GetRequiredService<MemberDirectory>();
        var viewer = await members.ViewerAsync(
            context.RequestServices.GetRequiredService<SessionDirectory>(), context.User, context.RequestAborted);
        return viewer.MemberId is null ? viewer with { Origin = context.Connection.RemoteIpAddress?.ToString() ?? "" } : viewer;
    }
}
