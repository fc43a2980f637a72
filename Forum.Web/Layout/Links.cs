using System.Collections.Frozen;
using System.Globalization;

namespace Forum.Web.Layout;

/// <summary>The addresses of the forum. The address bar is the interface: these are promises.</summary>
public static class Links
{
    // What stands below a thread beside its title. A test compares this with the routes.
    private static readonly FrozenSet<string> BelowThread =
        new[] { "feed", "moderate", "reply", "watch" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A board, or a page of it.</summary>
    public static string Board(string slug, int page = 1) => page > 1
        ? string.Create(CultureInfo.InvariantCulture, $"/b/{Uri.EscapeDataString(slug)}?page={page}")
        : $"/b/{Uri.EscapeDataString(slug)}";

    /// <summary>The form for a new thread.</summary>
    public static string NewThread(string boardSlug) => $"/b/{Uri.EscapeDataString(boardSlug)}/new";

    /// <summary>A thread, or a page of it.</summary>
    public static string Thread(int id, string slug, int page = 1) => page > 1
        ? string.Create(CultureInfo.InvariantCulture, $"/t/{id}/{Uri.EscapeDataString(ThreadSlug(slug))}?page={page}")
        : string.Create(CultureInfo.InvariantCulture, $"/t/{id}/{Uri.EscapeDataString(ThreadSlug(slug))}");

    /// <summary>
    /// A thread's slug as its address has it. A thread titled "Feed" would have the address of its own feed, so it gets another. Decided
    /// here and not stored: a route that is added later moves existing threads out of its way.
    /// </summary>
    public static string ThreadSlug(string slug) => BelowThread.Contains(slug) ? slug + "-thread" : slug;

    /// <summary>A post in its thread.</summary>
    public static string PostInThread(int threadId, string slug, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Thread(threadId, slug, Forum.Core.Posts.Post.PageOf(number))}#p{number}");

    /// <summary>The form for a guest's reply, begun with a quotation or empty.</summary>
    public static string ReplyAsGuest(int threadId, long? quotedPostId = null) => quotedPostId is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/t/{threadId}/reply?quote={id}")
        : string.Create(CultureInfo.InvariantCulture, $"/t/{threadId}/reply");

    /// <summary>A post, wherever it stands.</summary>
    public static string Post(long id) => string.Create(CultureInfo.InvariantCulture, $"/p/{id}");

    /// <summary>A member's picture. Another picture has another address, so that browsers keep it for good.</summary>
    public static string Avatar(int memberId, string version, bool isLarge = false) =>
        string.Create(CultureInfo.InvariantCulture, $"/avatars/{memberId}/{version}/{(isLarge ? "large" : "small")}");

    /// <summary>A member's profile.</summary>
    public static string Member(string name) => $"/u/{Uri.EscapeDataString(name)}";

    /// <summary>The search, in a board or in a thread.</summary>
    public static string SearchIn(string? boardSlug = null, int? threadId = null) => threadId is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/search?thread={id}")
        : "/search" + (boardSlug is null ? "" : "?board=" + Uri.EscapeDataString(boardSlug));

    /// <summary>
    /// Where to go after something was posted. A browser forgets the fragment when the client script follows a redirect, so
    /// that one is told by the query, which it then tidies away.
    /// </summary>
    public static string AfterPost(HttpContext context, int threadId, string slug, int number)
    {
        if (!IsEnhanced(context))
            return PostInThread(threadId, slug, number);
        var link = Thread(threadId, slug, Forum.Core.Posts.Post.PageOf(number));
        return string.Create(CultureInfo.InvariantCulture, $"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}at={number}");
    }

    /// <summary>Whether the client script asks, and will put the answer into the page that is open.</summary>
    public static bool IsEnhanced(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.OrdinalIgnoreCase);
}
