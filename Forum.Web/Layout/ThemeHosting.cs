using Forum.Web.Access;


namespace Forum.Web.Layout;

/// <summary>The light and dark theme without JavaScript.</summary>
public static class ThemeHosting
{
    /// <summary>Maps the theme switch. It only sets a harmless cookie, so a link is enough.</summary>
    public static void MapTheme(this WebApplication app) => app.MapGet("/theme", static (HttpContext context, string? returnUrl) =>
    {
        var theme = context.Request.Cookies["forum-theme"] == "dark" ? "light" : "dark";
        context.Response.Cookies.Append("forum-theme", theme, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax });
        return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
    });
}
