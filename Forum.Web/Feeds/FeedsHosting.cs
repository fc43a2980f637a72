using System.Globalization;
using System.Security.Cryptography;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Members;
using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Core.Threads;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Forum.Web.Feeds;

/// <summary>
/// Feeds of the newest posts, for programs that poll. They show what guests can read, no matter who requests them: people hand
/// feed URLs to services, so nothing in them can be for members only.
/// </summary>
public static class FeedsHosting
{
    private const int Entries = 20;

    /// <summary>Compresses feeds as pages are, and links to their list.</summary>
    public static void AddFeeds(this IServiceCollection services)
    {
        services.Configure<ResponseCompressionOptions>(static options =>
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, .. FeedFormats.All.Select(FeedFormats.MediaTypeOf)]);
        services.AddSlot<FeedsFooter>(SlotNames.Footer, order: 10);
    }

    /// <summary>Maps the feeds.</summary>
    public static void MapFeeds(this WebApplication app)
    {
        Map(app, "", new GuestCachedAttribute(BoardChannels.HomeKind), static async context =>
        {
            var facts = await context.RequestServices.GetRequiredService<ForumInfo>().FactsAsync(context.RequestAborted);
            return new Shown(NewestOf.Forum, 0, facts.Name, "/") { Description = facts.Description };
        });
        Map(app, "/b/{slug}", new GuestCachedAttribute(BoardChannels.BoardKind, "slug"), static async context =>
        {
            var boards = context.RequestServices.GetRequiredService<BoardQueries>();
            var board = await boards.FindAsync(Viewer.Guest, Value(context, "slug"), context.RequestAborted);
            return board is null ? null : new Shown(NewestOf.Board, board.Id, board.Name, Links.Board(board.Slug));
        });
        Map(app, "/t/{id:int}", new GuestCachedAttribute(ThreadChannels.ThreadKind, "id"), static async context =>
        {
            var threads = context.RequestServices.GetRequiredService<ThreadQueries>();
            var id = int.Parse(Value(context, "id"), CultureInfo.InvariantCulture);
            var thread = await threads.FindAsync(Viewer.Guest, id, context.RequestAborted);
            return thread is null ? null : new Shown(NewestOf.Thread, id, thread.Title, Links.Thread(id, thread.Slug));
        });

        // Every new post changes the home page too.
        Map(app, "/u/{name}", new GuestCachedAttribute(BoardChannels.HomeKind), static async context =>
        {
            var members = context.RequestServices.GetRequiredService<MemberNameQueries>();
            var name = Value(context, "name");
            if (await members.ProfileAsync(name, context.RequestAborted) is { } member)
                return new Shown(NewestOf.Author, member.Id, member.Name, Links.Member(member.Name));

            // Programs store the URL for years; it works for a former name too, as the profile does.
            return await members.SuccessorAsync(name, context.RequestAborted) is { } now
                ? new Shown(NewestOf.Author, 0, now, Links.Member(now)) { MovedTo = Links.Member(now) }
                : null;
        });
    }

    private static void Map(WebApplication app, string page, GuestCachedAttribute kept, Func<HttpContext, ValueTask<Shown?>> find)
    {
        foreach (var format in FeedFormats.All)
        {
            app.MapMethods(page + FeedFormats.PathOf(format), [HttpMethods.Get, HttpMethods.Head], async (HttpContext context) =>
                await find(context) switch
                {
                    null => Results.NotFound(),
                    { MovedTo: { } address } => Results.LocalRedirect(address + FeedFormats.PathOf(format)),
                    var shown => await AnswerAsync(context, shown, format),
                }).WithMetadata(kept);
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Shown shown, FeedFormat format)
    {
        var services = context.RequestServices;
        var posts = await services.GetRequiredService<NewestQueries>().FindAsync(Viewer.Guest, shown.Of, shown.Id, Entries, context.RequestAborted);
        var texts = services.GetRequiredService<IStringLocalizer<Texts>>();
        var root = RootOf(context);
        var head = new FeedHead(shown.Title, root + context.Request.Path.ToUriComponent(), root + shown.Page, root, texts) { Description = shown.Description };
        var bytes = FeedWriter.Write(head, posts, format);

        // Cached here and revalidated by clients: with the ETag, an answer of a few bytes.
        context.Response.Headers.CacheControl = "no-cache";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        return Results.Bytes(bytes, FeedFormats.MediaTypeOf(format) + "; charset=utf-8", entityTag: tag, lastModified: FeedWriter.UpdatedAt(posts));
    }

    // The forum's public URL; if the settings don't have it, the one this request used.
    private static string RootOf(HttpContext context)
    {
        var address = context.RequestServices.GetRequiredService<PublicAddress>();
        return address.IsSet ? address.Of("") : $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}";
    }

    private static string Value(HttpContext context, string key) => (string)context.GetRouteValue(key)!;

    private sealed record Shown(NewestOf Of, int Id, string Title, string Page)
    {
        public string? MovedTo { get; init; }

        public string Description { get; init; } = "";
    }
}
