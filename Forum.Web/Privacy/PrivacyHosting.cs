using Forum.Core.Privacy;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Mail;
using Forum.Web.Privacy.Mails;

namespace Forum.Web.Privacy;

/// <summary>The download of a member's data export, and what emails about it look like.</summary>
internal static class PrivacyHosting
{
    /// <summary>Adds the emails.</summary>
    public static void AddPrivacyPages(this IServiceCollection services)
    {
        services.AddMailTemplate<DataIsReadyMail>(PrivacyMails.DataIsReady, "Your data export from {0} is ready");
        services.AddMailTemplate<AccountDeletionScheduledMail>(PrivacyMails.AccountDeletionScheduled, "Your account on {0} will be deleted soon");
        services.AddMailTemplate<AccountDeletedMail>(PrivacyMails.AccountDeleted, "Your account on {0} was deleted");
    }

    /// <summary>Maps the file. Members can download only their own.</summary>
    public static void MapPrivacy(this WebApplication app) => app.MapGet(Links.DataExport, static async (HttpContext context, DataExports exports) =>
    {
        if (await exports.FileAsync(await context.ViewerAsync(), context.RequestAborted) is not { } file)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file, "application/zip", "forum-data.zip");
    });
}
