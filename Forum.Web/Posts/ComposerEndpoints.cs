using System.Globalization;
using System.Net;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Posts;
using Forum.Core.Text;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>
/// What a composer requests while a member types. HTTP requests, not a circuit: they work as soon as a lost connection is
/// back, and a page with a composer costs no more than one without.
/// </summary>
public static class ComposerEndpoints
{
    private const int MaxNames = 8;

    // A three-byte character is nine bytes in a form; plus the token.
    private const long LargestPreview = (Post.MaxLength * 9) + 16_384;
    private static readonly Guid PreviewId = Guid.NewGuid();

    private static readonly RateLimit Previews = new(
        "PreviewsPerMinute", 120, TimeSpan.FromMinutes(1), "previews while typing, per member or guest address",
        new Refusal("You're requesting previews too fast. Wait a minute."));

    private static readonly RateLimit Names = new("NamesPerMinute", 240, TimeSpan.FromMinutes(1), "`@name` completions, per member");

    /// <summary>Adds the limits of both.</summary>
    public static void AddComposerLimits(this IServiceCollection services) => services.AddLimits(Previews, Names);

    /// <summary>Maps the preview, which uses the forum's renderer, the check before sending, and the name completion.</summary>
    public static void MapComposer(this WebApplication app)
    {
        app.MapPost("/preview", static async (HttpContext context, PostText posts, RateLimits limits, IStringLocalizer<Texts> texts, [FromForm] string? text) =>
        {
            var viewer = await context.ViewerAsync();
            if (limits.Count(Previews, CircuitLimits.KeyOf(context.User, context)) is { } tooMany)
                return Answers.TooMany(tooMany, texts);
            var clean = WritingRules.Clean(ShownText.Beginning(text ?? "", Post.MaxLength));
            var html = await posts.RenderAsync(clean, viewer.MemberId, PreviewId, context.RequestAborted);
            return Results.Content(
                ShownText.IsVisibleHtml(html)
                    ? $"<div class=\"prose\" dir=\"auto\">{texts.Prose(html)}</div>"
                    : $"<p class=\"muted\">{WebUtility.HtmlEncode(texts["Nothing to preview yet."])}</p>",
                "text/html; charset=utf-8");
        }).WithMetadata(new LargestFormAttribute(LargestPreview));

        // Whether the browser still belongs to whom the page was made for: a form from before would be refused with its text.
        app.MapGet("/composer/ready", static async (HttpContext context, string? member) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json((await context.ViewerAsync()).MemberId?.ToString(CultureInfo.InvariantCulture) == (string.IsNullOrEmpty(member) ? null : member));
        });

        // Members only, so that the names can't be harvested.
        app.MapGet("/members/names", static async (HttpContext context, MemberNameQueries names, RateLimits limits, IStringLocalizer<Texts> texts, string? begin) =>
        {
            if (!(await context.ViewerAsync()).IsMember)
                return Results.NotFound();
            return limits.Count(Names, CircuitLimits.KeyOf(context.User, context)) is { } tooMany
                ? Answers.TooMany(tooMany, texts)
                : Results.Json(await names.StartingWithAsync(begin ?? "", MaxNames));
        });
    }
}
