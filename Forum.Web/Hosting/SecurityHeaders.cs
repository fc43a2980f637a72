namespace Forum.Web.Hosting;

/// <summary>
/// The second wall behind the renderer: should a script ever get into a page, the browser does not run it. Sent with everything.
/// </summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: http: https:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // MudBlazor's controls set style attributes on their elements; style sheets and style elements stay the forum's own.
    private const string AdministrationPolicy = Policy + "; style-src-attr 'unsafe-inline'";

    // What somebody has sent is shown as what it was found to be, and can do nothing where it is opened by itself.
    private const string StoredFilePolicy = "default-src 'none'; sandbox";

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
        var isSecure = context.IsSecure();

        // A picture over http would not be shown on a page over HTTPS as it is; the browser asks for it over HTTPS.
        headers.ContentSecurityPolicy = isSecure
            ? PolicyOf(context.Request.Path).Replace(" http:", "", StringComparison.Ordinal)
            : PolicyOf(context.Request.Path);

        // By a name that stands for every developer's machine, the browser would remember it for all that runs there.
        if (isSecure && context.Request.Host.Host != "localhost")
            headers.StrictTransportSecurity = "max-age=31536000";
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
