using Forum.Core.Accounts;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Live;
using Forum.Core.Stats;
using Forum.Core.Threads;
using Forum.Core.Threads.History;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Forum.Web.Hosting;

/// <summary>
/// What happens to every request on its way to a page. A step that has nothing to do hands on the next one's task: what waits here stays in
/// memory as long as a circuit's socket is open.
/// </summary>
public static class RequestSteps
{
    /// <summary>A forum without an administrator has one page only; one with an administrator has it no more.</summary>
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
    /// What watches a site asks for the head of a page. It gets what a page fetched ahead for a guest has, so that nothing counts as seen or read.
    /// The server leaves the body out.
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

    /// <summary>Forms come in UTF-8, as the pages are. What says otherwise is refused before anybody tries to read it.</summary>
    public static void UseReadableForms(this WebApplication app) => app.Use(static (context, next) =>
    {
        var charset = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type.Charset.ToString().Trim('"') : "";
        if (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Forms are read once, before anybody needs them: one that breaks off, is too large or is none is refused, and no failure of the page.
    /// To be called after routing, which knows how large a form may be.
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
    /// The pages that say what went wrong are read, whatever was sent: as the answer to a form they would look at the form again,
    /// and a form whose token is out of date ended in a failure instead of a refusal. Their own addresses lead nowhere.
    /// </summary>
    public static void UseReadingForErrors(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            return ReadErrorAsync(context, next);
        if (!context.Request.Path.StartsWithSegments("/not-found") && !context.Request.Path.StartsWithSegments("/error"))
            return next(context);

        // Nobody's page: requested directly, nothing has gone wrong. Programs that watch the forum would read a wrong status.
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

    /// <summary>
    /// Counts views and who is online, in memory. Before the output cache: a page that is served from there was seen too. One that a browser
    /// fetches ahead is not (<see cref="Prefetching"/>).
    /// </summary>
    public static void UseSeenCounts(this WebApplication app)
    {
        var presence = app.Services.GetRequiredService<Presence>();
        var views = app.Services.GetRequiredService<ViewCounts>();
        var sessions = app.Services.GetRequiredService<SessionUse>();
        var history = app.Services.GetRequiredService<ViewHistory>();
        app.Use((context, next) => Prefetching.IsAhead(context) || context.Request.Path.StartsWithSegments(CircuitOrigins.Circuits) ? next(context) : CountAsync(context, next));

        async Task CountAsync(HttpContext context, RequestDelegate next)
        {
            Viewer? viewer = null;
            if (HttpMethods.IsGet(context.Request.Method) && !IsFile(context) && !IsFeed(context))
            {
                viewer = await context.ViewerAsync();
                presence.Saw(viewer);
                sessions.Saw(viewer, context.Connection.RemoteIpAddress?.ToString() ?? "");
            }

            await next(context);
            if (await OpenedThreadAsync(context) is { } threadId)
            {
                views.Saw(threadId);
                history.Saw(viewer ?? await context.ViewerAsync(), threadId);
            }
        }
    }

    private static async ValueTask<int?> OpenedThreadAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Response.StatusCode is StatusCodes.Status200OK
        && context.GetEndpoint()?.Metadata.GetMetadata<GuestCachedAttribute>() is { IsFeed: false } page
        && await page.ChannelAsync(context) is { Kind: LiveChannelKind.Thread, Id: var id }
            ? id
            : null;

    // Fetched by a program, at night too: nobody is there.
    private static bool IsFeed(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<GuestCachedAttribute>() is { IsFeed: true };

    private static bool IsFile(HttpContext context) =>
        Path.HasExtension(context.Request.Path) || context.Request.Path.StartsWithSegments("/_blazor") || context.Request.Path.StartsWithSegments("/error");
}
