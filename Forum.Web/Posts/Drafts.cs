namespace Forum.Web.Posts;

/// <summary>The browser stores drafts as they are typed; this tells it which one has been posted.</summary>
public static class Drafts
{
    /// <summary>The cookie that names the posted draft. The script reads and deletes it.</summary>
    public const string SentCookie = "forum-sent";

    /// <summary>Tells the browser that a draft was posted, along with the redirect.</summary>
    /// <returns>The address, unchanged.</returns>
    public static string Sent(HttpContext context, string address, string draftKey)
    {
        // Not HttpOnly: the script reads it, and it contains nothing secret.
        context.Response.Cookies.Append(SentCookie, draftKey, new CookieOptions
        {
            MaxAge = TimeSpan.FromMinutes(5),
            SameSite = SameSiteMode.Lax,
            Path = "/",
        });
        return address;
    }
}
