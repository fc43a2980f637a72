using Forum.Web.Accounts;

namespace Forum.Web.Layout;

/// <summary>Light and dark, for whoever has no script.</summary>
public static class ThemeHosting
{
    /// <summary>Maps the switch. It only sets a cookie of no consequence, so a link is enough.</summary>
    public static void MapTheme(this WebApplication app) => app.MapGet("/theme", static (HttpContext context, string? returnUrl) =>
    {
        var theme = context.Request.Cookies["forum-theme"] == "dark" ? "light" : "dark";
        context.Response.Cookies.Append("forum-theme", theme, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax });
        return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
    });
}
