using System.Security.Claims;
using Forum.Core.Access;

namespace Forum.Web.Access;

/// <summary>Reads the session from a cookie's claims, and checks whether it is still active.</summary>
public static class SessionClaims
{
    /// <summary>The claim with the session's id.</summary>
    public const string Session = "session";

    /// <summary>The session that the cookie names; null when it names none.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;
    }

    /// <summary>The cookie's owner as a viewer right now; a guest when the session has ended.</summary>
    public static async ValueTask<Viewer> ViewerAsync(this MemberDirectory members, SessionDirectory sessions, ClaimsPrincipal user, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(sessions);
        if (MemberIds.Of(user) is not { } memberId)
            return Viewer.Guest;
        var sessionId = SessionOf(user);
        return await sessions.LastsAsync(memberId, sessionId, cancellation)
            ? await members.ViewerAsync(memberId, cancellation) with { SessionId = sessionId }
            : Viewer.Guest;
    }
}
