using Forum.Web.Framework;
using System.Globalization;
using Forum.Core.Access;
using Forum.Web.Access;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts;

/// <summary>
/// The options a browser gets before it creates or uses a passkey. Identity stores the challenge in a cookie, so that the
/// response answers this one and no other. Both requests carry the form's antiforgery token.
/// </summary>
public static class PasskeyEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/passkeys/request", static async (SignInManager<Member> signIn, [FromForm(Name = "_handler")] string? form) =>
            Results.Text(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json"));

        app.MapPost("/passkeys/creation", static async (HttpContext context, SignInManager<Member> signIn, [FromForm(Name = "_handler")] string? form) =>
        {
            var viewer = await context.ViewerAsync();
            if (viewer.MemberId is not { } id || viewer.RefusalToAct is not null)
                return Results.NotFound();
            var entity = new PasskeyUserEntity { Id = id.ToString(CultureInfo.InvariantCulture), Name = viewer.Name, DisplayName = viewer.Name };
            return Results.Text(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
        });
    }
}
