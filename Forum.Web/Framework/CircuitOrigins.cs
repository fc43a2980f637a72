using System.Collections.Concurrent;
using Forum.Web.Components;

namespace Forum.Web.Framework;

/// <summary>
/// Opens circuits only to the forum's own pages. A browser sends a member's cookie with a WebSocket from a page on
/// another port or a sibling subdomain, and <c>SameSite</c> doesn't distinguish them: without this check, such a page
/// could read and write as the member.
/// </summary>
public static class CircuitOrigins
{
    /// <summary>The path where circuits are negotiated and connected.</summary>
    public static readonly PathString Circuits = "/_blazor";

    // Strangers control what they send; don't let it fill the log.
    private const int MaxLogged = 100;

    /// <summary>Answers 403 to a circuit request from another site's page.</summary>
    public static void UseOwnOriginForCircuits(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<PublicAddress>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Forum.Circuits");
        var logged = new ConcurrentDictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(Circuits) || IsOwn(context.Request, site.IsSet ? site.Root : null))
                return next(context);

            var origin = Named(context.Request);
            if (logged.Count < MaxLogged && logged.TryAdd(origin, true))
                log.LogInformation("Refused a circuit for a page from {Origin}. If people reach the forum there, set {Setting} to it", origin, PublicAddress.Setting);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync("Live updates are only available to this forum's own pages.", context.RequestAborted);
        });
    }

    /// <summary>Whether the request comes from a page of this forum, or from no page at all.</summary>
    internal static bool IsOwn(HttpRequest request, Uri? publicAddress)
    {
        if (request.Headers.Origin.Count == 0)
            return true;
        if (Parse(request) is not { } origin)
            return false;
        return IsHost(origin, request)
            || (publicAddress is not null
                && Uri.Compare(origin, publicAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0);
    }

    // A proxy that terminates TLS passes on the host and changes the scheme: treat each side's default port as the same.
    private static bool IsHost(Uri origin, HttpRequest request)
    {
        var usual = request.Scheme == Uri.UriSchemeHttps ? 443 : 80;
        var port = request.Host.Port ?? usual;
        return string.Equals(origin.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && (origin.Port == port || (origin.IsDefaultPort && port == usual));
    }

    private static Uri? Parse(HttpRequest request) =>
        request.Headers.Origin is [{ } sent]
        && Uri.TryCreate(sent, UriKind.Absolute, out var origin)
        && origin is { Scheme: "http" or "https", UserInfo: "", PathAndQuery: "/" }
            ? origin
            : null;

    // Parsed and rebuilt, so that nobody can inject lines into the log.
    private static string Named(HttpRequest request) => Parse(request)?.GetLeftPart(UriPartial.Authority) ?? "an unknown origin";
}
