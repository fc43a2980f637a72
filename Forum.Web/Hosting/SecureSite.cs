using System.Net;
using Forum.Web.Components;

namespace Forum.Web.Hosting;

/// <summary>
/// Whether a visitor reaches the forum over HTTPS, which a proxy may terminate. If so, cookies are HTTPS-only, and
/// browsers are told to use nothing else.
/// </summary>
public static class SecureSite
{
    /// <summary>
    /// Decided by the connection or a trusted proxy's header, or by the public URL. A visitor who comes through the local
    /// network by another name, without TLS, is an exception: an HTTPS-only cookie would keep them from signing in.
    /// </summary>
    public static bool IsSecure(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.IsHttps)
            return true;
        var site = context.RequestServices.GetRequiredService<PublicAddress>();
        return site.IsSet && site.Root.Scheme == Uri.UriSchemeHttps
            && (string.Equals(site.Root.Host, context.Request.Host.Host, StringComparison.OrdinalIgnoreCase)
                || (context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)));
    }

    /// <summary>Marks every cookie as secure when the visitor uses HTTPS.</summary>
    public static void UseSecureCookies(this WebApplication app) => app.UseCookiePolicy(new CookiePolicyOptions
    {
        OnAppendCookie = static cookie => cookie.CookieOptions.Secure |= cookie.Context.IsSecure(),
        OnDeleteCookie = static cookie => cookie.CookieOptions.Secure |= cookie.Context.IsSecure(),
    });

    /// <summary>A request without a Host header gets no page: URLs are built from it.</summary>
    public static void UseNamedHost(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Host.HasValue)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("The request has no Host header.", context.RequestAborted);
    });
}
