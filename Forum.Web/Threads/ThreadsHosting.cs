using Forum.Core.Threads;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Threads;

/// <summary>The endpoints for threads that aren't pages.</summary>
public static class ThreadsHosting
{
    /// <summary>Adds what thread pages need.</summary>
    public static void AddThreadPages(this IServiceCollection services)
    {
        services.AddSingleton<RowDrawing>();
        services.AddSingleton<LiveRows>();
        services.AddSingleton<ThreadHead>();
        services.AddSingleton<ThreadReading>();
    }

    /// <summary>Maps the forms to mark threads as read, and to pin, lock, remove and restore one.</summary>
    public static void MapThreads(this WebApplication app)
    {
        app.MapPost(Links.MarkAllRead, static async (HttpContext context, ThreadLists lists) =>
        {
            await lists.MarkAllReadAsync(await context.ViewerAsync(), context.RequestAborted);
            return Results.LocalRedirect("/");
        });
        app.MapPost("/t/{id:int}/moderate", static async (
            HttpContext context,
            ModerateThread moderate,
            ThreadQueries threads,
            IStringLocalizer<Texts> texts,
            int id,
            [FromForm] string? act,
            [FromForm] string? reason) =>
        {
            var viewer = await context.ViewerAsync();
            if (!Enum.TryParse<ThreadModeration>(act, out var moderation) || !Enum.IsDefined(moderation))
                return Results.BadRequest();

            var outcome = await moderate.RunAsync(viewer, id, moderation, reason, context.RequestAborted);
            if (outcome.IsDone)
            {
                var thread = await threads.FindAsync(viewer, id, context.RequestAborted);
                return Results.LocalRedirect(thread is null ? "/" : Links.Thread(id, thread.Slug));
            }

            return Answers.Refused(outcome.Refusal!, texts);
        });
    }
}
