using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Avatars;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Members.Administration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Forum.Web.Members.Profiles;

/// <summary>The endpoints for profiles that aren't pages.</summary>
public static class ProfilesHosting
{
    /// <summary>Adds what profile pages need.</summary>
    public static void AddProfilePages(this IServiceCollection services)
    {
        services.AddHandler<ProfilePageId>();
        services.AddHandler<MembersWaiting>();
    }

    /// <summary>Maps the members' avatars, and the card that a script shows next to a link to a member.</summary>
    public static void MapProfiles(this WebApplication app)
    {
        app.MapGet("/avatars/{memberId:int}/{version}/{size}", static async (HttpContext context, AvatarFiles files, int memberId, string version, string size) =>
        {
            if (size is not ("large" or "small") || await files.FindAsync(memberId, version, size == "large", context.RequestAborted) is not { } file)
                return Results.NotFound();

            // A new avatar gets a new URL.
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
