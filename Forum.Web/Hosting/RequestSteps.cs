using Forum.Core.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Forum.Web.Hosting;

/// <summary>
/// The middleware that every request passes on its way to a page. A step with nothing to do returns the next one's task:
/// an awaiting step would stay in memory as long as a circuit's socket is open.
/// </summary>
public static class RequestSteps
{
    /// <summary>A forum without an administrator has only the setup page; one with an administrator doesn't have it.</summary>
    public static void UseSetUpFirst(this WebApplication app) => app.Use(static async (context, next) =>
    {
        var path = context.Request.Path;
        var info = context.RequestServices.GetRequiredService<ForumInfo>();
        var isSetUp = (await info.FactsAsync(context.RequestAborted)).IsSetUp;
        if (isSetUp == path.StartsWithSegments("/set-up") && !IsFile(context) && !path.StartsWithSegments("/alive"))
            context.Response.Redirect(isSetUp ? "/" : "/set-up");
        else
            await next(context);
    });

    /// <summary>
    /// Site monitors send HEAD requests. They get what a guest's prefetch gets, so that nothing counts as viewed or read.
    /// The server omits the body.
    /// </summary>
    public static void UseHeads(this WebApplication app) =>
        app.Use(static (context, next) => HttpMethods.IsHead(context.Request.Method) ? AnswerHeadAsync(context, next) : next(context));

    private static async Task AnswerHeadAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        request.Method = HttpMethods.Get;
        request.Headers.Cookie = default;
        request.Headers["Sec-Purpose"] = "prefetch";
        try
        {
            await next(context);
        }
        finally
        {
            request.Method = HttpMethods.Head;
        }
    }

    /// <summary>Forms are in UTF-8, as the pages are. Any other charset is refused before anything tries to read it.</summary>
    public static void UseReadableForms(this WebApplication app) => app.Use(static (context, next) =>
    {
        var charset = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type.Charset.ToString().Trim('"') : "";
        if (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Reads each form once, before it's needed: one that breaks off, is too large or isn't a form gets a 4xx response
    /// instead of an exception in the page. Call it after routing, which knows the size limit.
    /// </summary>
    public static void UseWholeForms(this WebApplication app) => app.Use(static (context, next) =>
        !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && context.Request.HasFormContentType && context.GetEndpoint() is not null
            ? ReadFormAsync(context, next)
            : next(context));

    private static async Task ReadFormAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException refused)
        {
            context.Response.StatusCode = refused.StatusCode;
            return;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }

    /// <summary>
    /// Error pages are always handled as GET: when a form failed, they would read it again, and a form with an expired
    /// token would end in an exception instead of a refusal. Their own paths answer 404.
    /// </summary>
    public static void UseReadingForErrors(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            return ReadErrorAsync(context, next);
        if (!context.Request.Path.StartsWithSegments("/not-found") && !context.Request.Path.StartsWithSegments("/error"))
            return next(context);

        // Requested directly, nothing has gone wrong: a 200 would mislead programs that monitor the forum.
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static async Task ReadErrorAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    }

    private static bool IsFile(HttpContext context) =>
        Path.HasExtension(context.Request.Path) || context.Request.Path.StartsWithSegments("/_blazor") || context.Request.Path.StartsWithSegments("/error");
}
