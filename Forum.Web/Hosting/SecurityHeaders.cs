using Forum.Web.Layout;
namespace Forum.Web.Hosting;

/// <summary>
/// A second line of defense after the renderer: if a script ever gets into a page, the browser won't run it. Sent with every response.
/// </summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: http: https:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // MudBlazor's controls set style attributes on their elements; style sheets and style elements must be the forum's own.
    private const string AdministrationPolicy = Policy + "; style-src-attr 'unsafe-inline'";

    // An upload is served as the type it was found to be, and can't run anything when opened directly.
    private const string StoredFilePolicy = "default-src 'none'; sandbox";

    /// <summary>Sends the headers with every response.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use(static (context, next) =>
    {
        // When the response starts: the error page's handler clears all headers first.
        context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
        return next(context);
    });

    private static Task SetAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isSecure = context.IsSecure();

        // A page over HTTPS wouldn't show an http picture as it is; the browser requests it over HTTPS.
        headers.ContentSecurityPolicy = isSecure
            ? PolicyOf(context.Request.Path).Replace(" http:", "", StringComparison.Ordinal)
            : PolicyOf(context.Request.Path);

        // For localhost, the browser would remember it for everything that runs on that machine.
        if (isSecure && context.Request.Host.Host != "localhost")
            headers.StrictTransportSecurity = "max-age=31536000";
        if (context.Request.Path == OfflineHosting.Worker)
            headers["Service-Worker-Allowed"] = "/";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
        return Task.CompletedTask;
    }

    private static string PolicyOf(PathString path)
    {
        if (path.StartsWithSegments("/avatars"))
            return StoredFilePolicy;
        return path.StartsWithSegments("/admin") ? AdministrationPolicy : Policy;
    }
}
