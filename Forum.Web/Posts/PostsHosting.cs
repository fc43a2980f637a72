using Forum.Web.Framework;
using System.Globalization;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Posts.Reactions;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>The endpoints for posts that aren't pages.</summary>
public static class PostsHosting
{
    /// <summary>Adds the rendering of posts.</summary>
    public static void AddPostPages(this IServiceCollection services)
    {
        services.AddSingleton<PostListCache>();
        services.AddSingleton<PostActions>();
        services.AddSingleton<ReactedPosts>();
        services.AddSingleton<PostDrawing>();
        services.AddSingleton<Quotes>();
        services.AddSlot<AuthoredSection>(SlotNames.Profile);
        services.AddSlot<FollowedPosts>(SlotNames.Following);
    }

    /// <summary>Maps permalinks, and the links under a post to the reply form.</summary>
    public static void MapPosts(this WebApplication app)
    {
        MapReactions(app);
        app.MapGet("/p/{id:long}", static async (HttpContext context, PostQueries posts, long id) =>
            await posts.PlaceAsync(await context.ViewerAsync(), id, context.RequestAborted) is { } place
                ? Results.LocalRedirect(Links.AfterPost(context, place.ThreadId, place.ThreadSlug, place.Number))
                : Results.NotFound());

        // Without JavaScript, quoting and replying lead to the form: in the thread for members, on its own page for guests.
        app.MapGet("/p/{id:long}/quote", static (HttpContext context, PostQueries posts, long id) => ToReplyAsync(context, posts, id, quotes: true));
        app.MapGet("/p/{id:long}/reply", static (HttpContext context, PostQueries posts, long id) => ToReplyAsync(context, posts, id, quotes: false));

        // With JavaScript, the quote is inserted at the cursor.
        app.MapGet("/p/{id:long}/quotation", static async (HttpContext context, Quotes quotes, long id) =>
            await quotes.OfAsync(await context.ViewerAsync(), id) is { } quotation
                ? Results.Text(quotation, "text/plain")
                : Results.NotFound());
    }

    /// <summary>Maps the reaction form.</summary>
    private static void MapReactions(WebApplication app) =>
        app.MapPost("/p/{id:long}/reaction", static async (
            HttpContext context, ReactToPost react, IStringLocalizer<Texts> texts, long id, [FromForm] int kind) =>
        {
            var outcome = await react.RunAsync(await context.ViewerAsync(), id, (ReactionKind)kind, context.RequestAborted);
            return outcome.IsDone
                ? Results.LocalRedirect(Links.PostInThread(outcome.Value.ThreadId, outcome.Value.ThreadSlug, outcome.Value.Number))
                : Answers.Refused(outcome.Refusal!, texts);
        });

    private static async Task<IResult> ToReplyAsync(HttpContext context, PostQueries posts, long id, bool quotes)
    {
        var viewer = await context.ViewerAsync();
        if (await posts.PlaceAsync(viewer, id, context.RequestAborted) is not { } place)
            return Results.NotFound();
        if (!viewer.IsMember)
            return Results.LocalRedirect(Links.ReplyAsGuest(place.ThreadId, quotes ? id : null));
        var page = Post.PageOf(place.Number).ToString(CultureInfo.InvariantCulture);
        var quote = quotes ? "&quote=" + id.ToString(CultureInfo.InvariantCulture) : "";
        return Results.LocalRedirect($"{Links.Thread(place.ThreadId, place.ThreadSlug)}?page={page}{quote}#reply");
    }
}
