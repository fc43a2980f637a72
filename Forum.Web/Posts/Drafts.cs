namespace Forum.Web.Posts;

/// <summary>Drafts are kept by the browser as they are typed; this tells it which one has been posted.</summary>
public static class Drafts
{
    /// <summary>The cookie that names the draft which is no longer needed. Read and deleted by the script.</summary>
    public const string SentCookie = "forum-sent";

    /// <summary>Tells the browser that a draft was posted, with the redirect that follows.</summary>
    /// <returns>The address, unchanged.</returns>
    public static string Sent(HttpContext context, string address, string draftKey)
    {
        // Not HttpOnly: it is for the script, and says nothing that is secret.
        context.Response.Cookies.Append(SentCookie, draftKey, new CookieOptions
        {
            MaxAge = TimeSpan.FromMinutes(5),
            SameSite = SameSiteMode.Lax,
            Path = "/",
        });
        return address;
    }
}
