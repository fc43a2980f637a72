namespace Forum.Web.Hosting;

/// <summary>
/// The second wall behind the renderer: should a script ever get into a page, the browser does not run it. Sent with everything.
/// </summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: http: https:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // The controls of the administration set style attributes on their elements; style sheets stay the forum's own.
    private const string AdministrationPolicy = Policy + "; style-src-attr 'unsafe-inline'";

    /// <summary>Sends the headers with every answer.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use(static (context, next) =>
    {
        // As the answer leaves: the page for errors begins by taking away all headers.
        context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
        return next(context);
    });

    private static Task SetAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/admin") ? AdministrationPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
        return Task.CompletedTask;
    }
}
