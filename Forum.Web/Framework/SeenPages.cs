using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Access;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Forum.Web.Framework;

/// <summary>A page that shows a thread: its views count, and members find it in their history.</summary>
/// <param name="routeKey">The route value with the thread's number.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsThreadAttribute(string routeKey) : Attribute
{
    /// <summary>The thread of a request.</summary>
    public int? Of(HttpContext context) =>
        int.TryParse(context.GetRouteValue(routeKey) as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Tells rooms who opens and sees pages.</summary>
public static class SeenPages
{
    /// <summary>
    /// Raises <see cref="PageOpened"/> and <see cref="PageSeen"/>. Place it before the output cache, because a cached page
    /// is seen too. A prefetched one says so itself (<see cref="Prefetching"/>).
    /// </summary>
    public static void UseSeenPages(this WebApplication app)
    {
        var handlers = app.Services.GetRequiredService<Handlers>();
        app.Use((context, next) =>
            HttpMethods.IsGet(context.Request.Method) && !Prefetching.IsAhead(context)
            && context.GetEndpoint()?.Metadata is { } page && page.GetMetadata<ComponentTypeMetadata>() is not null
                ? TellAsync(context, next, page.GetMetadata<ShowsThreadAttribute>())
                : next(context));

        async Task TellAsync(HttpContext context, RequestDelegate next, ShowsThreadAttribute? thread)
        {
            var viewer = await context.ViewerAsync();
            await handlers.WasReadAsync(new PageOpened(viewer, context.Connection.RemoteIpAddress?.ToString() ?? ""), context.RequestAborted);
            await next(context);
            if (context.Response.StatusCode is StatusCodes.Status200OK)
                await handlers.WasReadAsync(new PageSeen(viewer, thread?.Of(context)), CancellationToken.None);
        }
    }
}
