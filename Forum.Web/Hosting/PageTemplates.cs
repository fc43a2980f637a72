using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Forum.Core.Live;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Forum.Web.Hosting;

/// <summary>
/// A page that is the same for all guests but for what its <see cref="PageDrawing"/> leaves open. It may look at nothing else of a request: not at
/// its address, its query or its cookies.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DrawnOnceAttribute : Attribute;

/// <summary>
/// Guests' pages that can't be kept as they are, since each has something of its own: the token of a form, or the address that was wrong. They are
/// drawn once with gaps, and each answer fills them. There is one for each page, theme and language, whatever is requested.
/// </summary>
public sealed class PageTemplates(ChangeCounters changes)
{
    /// <summary>The only thing of a query that such a page looks at.</summary>
    public const string ReturnUrl = "returnUrl";

    private readonly ConcurrentDictionary<(Type Page, string Theme, CultureInfo Language), Entry> _kept = new();

    /// <summary>What is kept.</summary>
    public IReadOnlyCollection<PageTemplate> All => [.. _kept.Values.Select(static entry => entry.Page)];

    /// <summary>Answers with a page that is kept, or has it drawn.</summary>
    /// <param name="draw">Draws the page for it.</param>
    public Task AnswerAsync(HttpContext context, RequestDelegate draw) =>
        KeyOf(context) is { } key ? AnswerAsync(context, draw, key) : draw(context);

    private async Task AnswerAsync(HttpContext context, RequestDelegate draw, (Type Page, string Theme, CultureInfo Language) key)
    {
        // Counted before it's drawn: a page from before a change isn't kept beyond it.
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

        // A page for what went wrong looks at nothing of the query, which is still that of the address that was wrong.
        var isForm = about.GetMetadata<GuestFormAttribute>() is not null;
        var request = context.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && context.User.Identity?.IsAuthenticated != true
            && !GuestCaching.HasOpenChat(context)
            && !Layout.Links.IsEnhanced(context)
            && (!isForm || request.Query.Keys.All(static name => name.Equals(ReturnUrl, StringComparison.OrdinalIgnoreCase)))
                ? (type, request.Cookies["forum-theme"] is "dark" or "light" ? request.Cookies["forum-theme"]! : "", CultureInfo.CurrentUICulture)
                : null;
    }

    // Null when there is no page: it leads elsewhere.
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

/// <summary>Puts the pages that are drawn once into the way of requests.</summary>
public static class PageTemplatesHosting
{
    /// <summary>Answers guests with what was drawn before. To be called last, so that whoever is refused before is refused.</summary>
    public static void UsePageTemplates(this WebApplication app)
    {
        var templates = app.Services.GetRequiredService<PageTemplates>();
        app.Use(next => context => templates.AnswerAsync(context, next));
    }
}
