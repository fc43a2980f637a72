using Forum.Core.Threads;
using Forum.Web.Accounts;
using Forum.Web.Hosting;
using Forum.Web.Layout;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Threads;

/// <summary>What threads have beside their pages.</summary>
public static class ThreadsHosting
{
    /// <summary>Maps the form with which moderators pin, lock, remove and restore.</summary>
    public static void MapThreads(this WebApplication app) =>
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
