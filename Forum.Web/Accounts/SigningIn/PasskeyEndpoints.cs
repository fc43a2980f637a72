using System.Globalization;
using Forum.Core.Accounts;
using Forum.Web.Hosting;
using Microsoft.AspNetCore.Identity;

namespace Forum.Web.Accounts.SigningIn;

/// <summary>
/// What the browser is asked before it makes or uses a passkey. Identity remembers the question in a cookie, so that the answer is
/// to this one and to no other. Both come with the token of the page's form.
/// </summary>
public static class PasskeyEndpoints
{
    /// <summary>Maps the questions.</summary>
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
