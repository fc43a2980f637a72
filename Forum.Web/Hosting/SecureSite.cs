using System.Net;
using Forum.Web.Mail;

namespace Forum.Web.Hosting;

/// <summary>
/// Whether a visitor reaches the forum over HTTPS, which a proxy in front may end. Then cookies are for HTTPS alone, and browsers are told
/// to come by no other way.
/// </summary>
public static class SecureSite
{
    /// <summary>
    /// By the connection or a trusted proxy's word, or because the public address says so. Somebody who comes through the local network by
    /// another name, without TLS, is none of its visitors: a cookie for HTTPS would keep them from signing in.
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

    /// <summary>Makes every cookie one for HTTPS where the visitor comes over it.</summary>
    public static void UseSecureCookies(this WebApplication app) => app.UseCookiePolicy(new CookiePolicyOptions
    {
        OnAppendCookie = static cookie => cookie.CookieOptions.Secure |= cookie.Context.IsSecure(),
        OnDeleteCookie = static cookie => cookie.CookieOptions.Secure |= cookie.Context.IsSecure(),
    });

    /// <summary>A request that doesn't say which site it's for gets no page: addresses are made from that.</summary>
    public static void UseNamedHost(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Host.HasValue)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("The request has no Host header.", context.RequestAborted);
    });
}
