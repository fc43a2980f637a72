using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Forum.Core.Live;
using Microsoft.AspNetCore.Components.Endpoints;
using PageKey = (System.Type Page, int Status, string Theme, System.Globalization.CultureInfo Language);

namespace Forum.Web.Framework;

/// <summary>
/// A page that is the same for all guests except for the placeholders of its <see cref="PageDrawing"/>. It can't use
/// anything else of a request: not its path, query or cookies.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DrawnOnceAttribute : Attribute;

/// <summary>
/// Guests' pages that can't be cached as they are, since each has something of its own: a form's token, or the URL that
/// wasn't found. They are rendered once with placeholders, and filled for each response. There is one per page, status
/// code, theme and language, whatever is requested.
/// </summary>
public sealed class PageTemplates(ChangeCounters changes)
{
    /// <summary>The only query parameter that such a page uses.</summary>
    public const string ReturnUrl = "returnUrl";

    private readonly Cache _kept = new();

    /// <summary>The cached pages.</summary>
    public IReadOnlyCollection<PageTemplate> All => _kept.All;

    /// <summary>Answers with a cached page, or renders it.</summary>
    /// <param name="draw">Renders the page.</param>
    public Task AnswerAsync(HttpContext context, RequestDelegate draw) =>
        KeyOf(context) is { } key ? AnswerAsync(context, draw, key) : draw(context);

    private async Task AnswerAsync(HttpContext context, RequestDelegate draw, PageKey key)
    {
        // The count is read before rendering: a page from before a change isn't cached beyond it.
        var drawing = new Drawing(context, draw);
        var page = await _kept.DrawAsync((key, changes.Site), drawing);
        if (!drawing.IsStarted && page is null)
        {
            // The request that this one waited for got an answer of its own, such as a redirect, or failed.
            await draw(context);
            return;
        }

        if (drawing.IsStarted)
            page = drawing.Page;
        else
            context.Response.ContentType = "text/html; charset=utf-8";
        if (page is not null)
            await page.WriteAsync(context);
    }

    private static PageKey? KeyOf(HttpContext context)
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
                ? (type, context.Response.StatusCode, request.Cookies["forum-theme"] is "dark" or "light" ? request.Cookies["forum-theme"]! : "", CultureInfo.CurrentUICulture)
                : null;
    }

    /// <summary>The rendering of a page by the first request for it.</summary>
    private sealed class Drawing(HttpContext context, RequestDelegate draw)
    {
        public bool IsStarted { get; private set; }

        /// <summary>Null when there is no page but a redirect.</summary>
        public PageTemplate? Page { get; private set; }

        /// <summary>Renders the page.</summary>
        /// <returns>The page; null if other requests can't have it.</returns>
        public async Task<PageTemplate?> RunAsync()
        {
            IsStarted = true;
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

            Page = drawn.Length == 0 ? null : drawing.Finish(Encoding.UTF8.GetString(drawn.GetBuffer(), 0, (int)drawn.Length));
            return context.Response.Headers.SetCookie.Count == 0 ? Page : null;
        }
    }

    private sealed class Cache : LoadingCache<(PageKey Which, long Changes), PageTemplate?>
    {
        private readonly ConcurrentDictionary<PageKey, (long Changes, PageTemplate Page)> _pages = new();

        public IReadOnlyCollection<PageTemplate> All => [.. _pages.Values.Select(static kept => kept.Page)];

        /// <returns>The page; null if the request that rendered it doesn't share it.</returns>
        public async Task<PageTemplate?> DrawAsync((PageKey Which, long Changes) key, Drawing drawing)
        {
            try
            {
                return await GetAsync(key, drawing.RunAsync);
            }
            catch (Exception) when (!drawing.IsStarted)
            {
                // It's the failure of another request, which reports it.
                return null;
            }
        }

        protected override bool TryFind((PageKey Which, long Changes) key, [MaybeNullWhen(false)] out PageTemplate? value)
        {
            var isCurrent = _pages.TryGetValue(key.Which, out var kept) && kept.Changes == key.Changes;
            value = isCurrent ? kept.Page : null;
            return isCurrent;
        }

        protected override void Keep((PageKey Which, long Changes) key, PageTemplate? value)
        {
            if (value is not null)
                _pages[key.Which] = (key.Changes, value);
        }
    }
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
