using Forum.Core.Accounts;
using Forum.Core.Accounts.Avatars;
using Forum.Web.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Forum.Web.Accounts.Profiles;

/// <summary>What profiles have beside their pages.</summary>
public static class ProfilesHosting
{
    /// <summary>Maps the members' pictures, and the card that a script shows beside a link to a member.</summary>
    public static void MapProfiles(this WebApplication app)
    {
        app.MapGet("/avatars/{memberId:int}/{version}/{size}", static async (HttpContext context, AvatarFiles files, int memberId, string version, string size) =>
        {
            if (size is not ("large" or "small") || await files.FindAsync(memberId, version, size == "large", context.RequestAborted) is not { } file)
                return Results.NotFound();

            // Another picture has another address.
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(file.Bytes, file.Type);
        });
        app.MapGet("/u/{name}/card", static async Task<IResult> (HttpContext context, MemberNameQueries members, string name) =>
        {
            if (await members.ProfileAsync(name, context.RequestAborted) is not { } member)
            {
                return await members.SuccessorAsync(name, context.RequestAborted) is { } now
                    ? Results.LocalRedirect(Links.Member(now) + "/card")
                    : Results.NotFound();
            }

            context.Response.Headers.CacheControl = "private, max-age=60";
            return new RazorComponentResult<MemberCard>(new { Member = member, Viewer = await context.ViewerAsync() });
        });
    }
}
