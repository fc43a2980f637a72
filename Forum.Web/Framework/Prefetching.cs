using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Access;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace Forum.Web.Framework;

/// <summary>
/// Prefetched pages. Guests' browsers are told which links are worth prefetching, so that a page is there when they
/// click. Such a page isn't counted as viewed until it reports that it's on the screen. A member's page is marked as read
/// when it's rendered, so members get no rules and a prefetch is refused: the browser then requests the page when it's wanted.
/// </summary>
public static class Prefetching
{
    /// <summary>The path of the rules.</summary>
    internal const string RulesPath = "/prefetch.json";

    /// <summary>The name in <c>Server-Timing</c> by which a page knows that it was prefetched.</summary>
    internal const string Mark = "prefetched";

    // Pages that guests share, and none that changes something or has a form. "moderate": when the pointer rests on a link.
    private const string Rules = """
        {"prefetch":[{"where":{"and":[{"href_matches":["/","/b/*","/t/*","/u/*"]},
        {"not":{"href_matches":["/b/*/new","/t/*/reply","/*/feed","/*/feed/*"]}},{"not":{"selector_matches":"[rel~=nofollow]"}}]},"eagerness":"moderate"}]}
        """;

    /// <summary>Whether the browser prefetches this page.</summary>
    internal static bool IsAhead(HttpContext context) =>
        context.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Sends guests' browsers the rules, marks prefetched pages, and refuses members' prefetches. Place it before the output cache.
    /// </summary>
    public static void UsePrefetching(this WebApplication app) => app.Use(static (context, next) =>
    {
        var isGuest = context.User.Identity?.IsAuthenticated != true;
        if (isGuest && !GuestCaching.HasOpenChat(context))
            context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
        if (isGuest || !IsAhead(context) || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            return next(context);

        // No error page: nobody sees it.
        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });

    /// <summary>Maps the rules, and the endpoint where a prefetched page reports that it was viewed.</summary>
    public static void MapPrefetching(this WebApplication app)
    {
        app.MapGet(RulesPath, static (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(Rules, "application/speculationrules+json");
        });
        app.MapPost("/seen", static async (HttpContext context, Handlers handlers, int? thread) =>
        {
            var viewer = await context.ViewerAsync();
            if (viewer.MemberId is null)
            {
                await handlers.WasReadAsync(new PageOpened(viewer, ""), context.RequestAborted);
                await handlers.WasReadAsync(new PageSeen(viewer, thread, IsClaimed: true), context.RequestAborted);
            }

            return Results.NoContent();
        });
    }

    // When the response starts: by then it's known to be a page. A guest with an open chat has the framework's navigation.
    private static Task SetAsync(HttpContext context)
    {
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            context.Response.Headers["Speculation-Rules"] = $"\"{RulesPath}\"";
            if (IsAhead(context))
                context.Response.Headers["Server-Timing"] = Mark;
        }

        return Task.CompletedTask;
    }
}
