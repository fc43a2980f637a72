using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Forum.Core.Live;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Forum.Web.Framework;

/// <summary>
/// A page that is the same for all guests except for the placeholders of its <see cref="PageDrawing"/>. It can't use
/// anything else of a request: not its path, query or cookies.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DrawnOnceAttribute : Attribute;

/// <summary>
/// Guests' pages that can't be cached as they are, since each has something of its own: a form's token, or the URL that
/// wasn't found. They are rendered once with placeholders, and filled for each response. There is one per page, theme and
/// language, whatever is requested.
/// </summary>
public sealed class PageTemplates(ChangeCounters changes)
{
    /// <summary>The only query parameter that such a page uses.</summary>
    public const string ReturnUrl = "returnUrl";

    private readonly ConcurrentDictionary<(Type Page, string Theme, CultureInfo Language), Entry> _kept = new();

    /// <summary>The cached pages.</summary>
    public IReadOnlyCollection<PageTemplate> All => [.. _kept.Values.Select(static entry => entry.Page)];

    /// <summary>Answers with a cached page, or renders it.</summary>
    /// <param name="draw">Renders the page.</param>
    public Task AnswerAsync(HttpContext context, RequestDelegate draw) =>
        KeyOf(context) is { } key ? AnswerAsync(context, draw, key) : draw(context);

    private async Task AnswerAsync(HttpContext context, RequestDelegate draw, (Type Page, string Theme, CultureInfo Language) key)
    {
        // Read before rendering: a page from before a change isn't cached beyond it.
        var now = changes.Site;
        if (_kept.TryGetValue(key, out var entry) && entry.Changes == now)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await entry.Page.WriteAsync(context);
            return;
        }

        if (await DrawAsync(context, draw) is not { } page)
            return;
        if (context.Response.Headers.SetCookie.Count == 0)
            _kept[key] = new Entry(now, page);
        await page.WriteAsync(context);
    }

    private static (Type Page, string Theme, CultureInfo Language)? KeyOf(HttpContext context)
    {
        if (context.GetEndpoint() is not { Metadata: var about } || about.GetMetadata<DrawnOnceAttribute>() is null
            || about.GetMetadata<ComponentTypeMetadata>() is not { Type: var type })
        {
            return null;
        }

        // Error pages ignore the query, which still belongs to the URL that failed.
        var isForm = about.GetMetadata<GuestFormAttribute>() is not null;
        var request = context.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && context.User.Identity?.IsAuthenticated != true
            && !GuestCaching.HasOpenChat(context)
            && !Components.Links.IsEnhanced(context)
            && (!isForm || request.Query.Keys.All(static name => name.Equals(ReturnUrl, StringComparison.OrdinalIgnoreCase)))
                ? (type, request.Cookies["forum-theme"] is "dark" or "light" ? request.Cookies["forum-theme"]! : "", CultureInfo.CurrentUICulture)
                : null;
    }

    // Null when there is no page but a redirect.
    private static async Task<PageTemplate?> DrawAsync(HttpContext context, RequestDelegate draw)
    {
        var drawing = new PageDrawing();
        var body = context.Response.Body;
        using var drawn = new MemoryStream();
        context.Response.Body = drawn;
        context.Features.Set(drawing);
        try
        {
            await draw(context);
        }
        finally
        {
            context.Features.Set<PageDrawing>(null);
            context.Response.Body = body;
        }

        return drawn.Length == 0 ? null : drawing.Finish(Encoding.UTF8.GetString(drawn.GetBuffer(), 0, (int)drawn.Length));
    }

    private sealed record Entry(long Changes, PageTemplate Page);
}

/// <summary>Adds the middleware for pages that are rendered once.</summary>
public static class PageTemplatesHosting
{
    /// <summary>Answers guests with cached pages. Call it last, so that every check before it still applies.</summary>
    public static void UsePageTemplates(this WebApplication app)
    {
        var templates = app.Services.GetRequiredService<PageTemplates>();
        app.Use(next => context => templates.AnswerAsync(context, next));
    }
}
