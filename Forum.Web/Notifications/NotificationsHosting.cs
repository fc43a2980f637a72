using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Framework;
using Forum.Web.Mail;
using Forum.Web.Notifications.Mails;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Notifications;

/// <summary>The endpoints for notifications that aren't pages.</summary>
public static class NotificationsHosting
{
    /// <summary>Adds the bell, the buttons to watch, and what notifications and emails say.</summary>
    public static void AddNotificationPages(this IServiceCollection services)
    {
        NotificationTexts.Register(services);
        AddMails(services);
        services.AddHandler<BellCount>();
        services.AddSlot<Bell>(SlotNames.HeaderIcons);
        services.AddSlot<BellLive>(SlotNames.Live);
        services.AddSlot<BoardWatchButton>(SlotNames.BoardHead);
        services.AddSlot<ThreadWatchButton>(SlotNames.ThreadHead);
    }

    private static void AddMails(IServiceCollection services)
    {
        services.AddMailTemplate<FollowedStartedThreadMail>(NotificationMails.FollowedStartedThread, "New thread on {0}");
        services.AddMailTemplate<RepliesInWatchedThreadMail>(NotificationMails.RepliesInWatchedThread, "New replies on {0}");
        services.AddMailTemplate<MentionedMail>(NotificationMails.Mentioned, "You were mentioned on {0}");
        services.AddMailTemplate<ThreadInWatchedBoardMail>(NotificationMails.ThreadInWatchedBoard, "New thread on {0}");
    }

    /// <summary>Maps the forms to watch a thread or board, and to mark a notification as read.</summary>
    public static void MapNotifications(this WebApplication app)
    {
        app.MapPost("/t/{id:int}/watch", static async (
            HttpContext context, WatchThread watch, IStringLocalizer<Texts> texts, int id, [FromForm] bool isWatched, [FromForm] string? returnTo) =>
        {
            var outcome = await watch.RunAsync(await context.ViewerAsync(), id, isWatched, context.RequestAborted);
            return outcome.IsDone ? Back(returnTo, Links.Thread(outcome.Value.ThreadId, outcome.Value.Slug)) : Answers.Refused(outcome.Refusal!, texts);
        });
        app.MapPost("/b/{id:int}/watch", static async (
            HttpContext context, WatchBoard watch, IStringLocalizer<Texts> texts, int id, [FromForm] bool isWatched, [FromForm] string? returnTo) =>
        {
            var outcome = await watch.RunAsync(await context.ViewerAsync(), id, isWatched, context.RequestAborted);
            return outcome.IsDone ? Back(returnTo, Links.Board(outcome.Value)) : Answers.Refused(outcome.Refusal!, texts);
        });
        app.MapPost("/notifications/{id:long}/read", static async (
            HttpContext context, MyNotifications notifications, IStringLocalizer<Texts> texts, long id, [FromForm] string? returnTo) =>
        {
            var outcome = await notifications.ReadAsync(await context.ViewerAsync(), id, context.RequestAborted);
            return outcome.IsDone ? Back(returnTo, Links.Notifications) : Answers.Refused(outcome.Refusal!, texts);
        });
    }

    // To the page of the thread with the form, for example.
    private static IResult Back(string? asked, string usual) => Results.LocalRedirect(string.IsNullOrEmpty(asked) ? usual : ReturnUrl.Local(asked));
}
