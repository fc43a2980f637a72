using Forum.Core.Stats;
using Forum.Core.Threads;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace Forum.Web.Hosting;

/// <summary>
/// Pages that a browser fetches before they are wanted. Guests are told which links are worth it, so that a page is there when they click.
/// Such a page isn't counted as seen: it says so itself once it's on the screen. A member's page is marked as read when it's
/// drawn, so members are told nothing and a fetch ahead is refused: the browser then asks again when the page is wanted.
/// </summary>
public static class Prefetching
{
    /// <summary>Where the rules are.</summary>
    internal const string RulesPath = "/prefetch.json";

    /// <summary>The name in <c>Server-Timing</c> by which a page knows that it was fetched ahead.</summary>
    internal const string Mark = "prefetched";

    // Pages that guests share, and none that does something or carries a form. "moderate": when the pointer rests on a link.
    private const string Rules = """
        {"prefetch":[{"where":{"and":[{"href_matches":["/","/b/*","/t/*","/u/*"]},
        {"not":{"href_matches":["/b/*/new","/t/*/reply","/*/feed","/*/feed/*"]}},{"not":{"selector_matches":"[rel~=nofollow]"}}]},"eagerness":"moderate"}]}
        """;

    /// <summary>Whether a browser fetches this before anybody wants to see it.</summary>
    internal static bool IsAhead(HttpContext context) =>
        context.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells guests' browsers of the rules, marks what they fetch ahead, and refuses that to members. Before the output cache.</summary>
    public static void UsePrefetching(this WebApplication app) => app.Use(static (context, next) =>
    {
        var isGuest = context.User.Identity?.IsAuthenticated != true;
        if (isGuest && !GuestCaching.HasOpenChat(context))
            context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
        if (isGuest || !IsAhead(context) || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
            return next(context);

        // Without the page for errors: nobody sees it.
        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    });

    /// <summary>Maps the rules, and where a page that was fetched ahead says that it's now seen.</summary>
    public static void MapPrefetching(this WebApplication app)
    {
        app.MapGet(RulesPath, static (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Text(Rules, "application/speculationrules+json");
        });
        app.MapPost("/seen", static async (HttpContext context, ThreadQueries threads, ViewCounts views, Presence presence, int? thread) =>
        {
            var viewer = await context.ViewerAsync();
            if (viewer.MemberId is not null)
                return Results.NoContent();
            presence.Saw(viewer);
            if (thread is { } id && await threads.FindAsync(viewer, id, context.RequestAborted) is not null)
                views.Saw(id);
            return Results.NoContent();
        });
    }

    // As the answer leaves: by then it's known to be a page. A guest with an open chat has the framework's navigation.
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
