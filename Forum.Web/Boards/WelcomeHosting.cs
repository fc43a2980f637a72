namespace Forum.Web.Boards;

/// <summary>Hides the welcome from a guest who has seen it.</summary>
public static class WelcomeHosting
{
    /// <summary>The cookie that hides it.</summary>
    public const string Cookie = "forum-welcome";

    /// <summary>The link that sets the cookie: it's harmless, so a link is enough.</summary>
    public const string Path = "/welcome/hide";

    /// <summary>Maps the link.</summary>
    public static void MapWelcome(this WebApplication app) => app.MapGet(Path, static (HttpContext context) =>
    {
        context.Response.Cookies.Append(Cookie, "hidden", new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax });
        return Results.LocalRedirect("/");
    });
}
