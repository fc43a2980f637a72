using Forum.Core.Privacy;
using Forum.Web.Access;
using Forum.Web.Components;

namespace Forum.Web.Privacy;

/// <summary>The download of a member's data export.</summary>
internal static class PrivacyHosting
{
    /// <summary>Maps the file. Members can download only their own.</summary>
    public static void MapPrivacy(this WebApplication app) => app.MapGet(Links.DataExport, static async (HttpContext context, DataExports exports) =>
    {
        if (await exports.FileAsync(await context.ViewerAsync(), context.RequestAborted) is not { } file)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file, "application/zip", "forum-data.zip");
    });
}
