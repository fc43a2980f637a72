using Forum.Core.Text;
using System.Collections.Frozen;
using System.Globalization;

namespace Forum.Web.Components;

/// <summary>The forum's URLs. They are public: people bookmark and share them, so they don't change.</summary>
public static class Links
{
    // The paths below a thread, next to its title. A test compares them with the routes.
    private static readonly FrozenSet<string> BelowThread =
        new[] { "feed", "moderate", "reply", "watch" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The boards, whatever the home page shows.</summary>
    public const string Boards = "/boards";

    /// <summary>The threads with the newest posts.</summary>
    public const string Latest = "/latest";

    /// <summary>The threads with posts that the viewer hasn't read.</summary>
    public const string Unread = "/unread";

    /// <summary>The form action to mark all threads as read.</summary>
    public const string MarkAllRead = "/unread/read";

    /// <summary>The viewer's notifications.</summary>
    public const string Notifications = "/notifications";

    /// <summary>The threads and boards that the viewer watches.</summary>
    public const string Watching = "/watching";

    /// <summary>The threads that the viewer has opened.</summary>
    public const string History = "/history";

    /// <summary>The chat as a page.</summary>
    public const string Chat = "/chat";

    /// <summary>A chat room on that page.</summary>
    /// <param name="before">Shows the messages before this one; null for the newest.</param>
    /// <param name="removed">A message that was just removed, to offer its restoration.</param>
    public static string ChatRoom(int id, long? before = null, long? removed = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Chat}?room={id}{(before is null ? "" : "&before=")}{before}{(removed is null ? "" : "&removed=")}{removed}");

    /// <summary>The form for a new thread in any board.</summary>
    public const string NewThreadAnywhere = "/new";

    /// <summary>The form to request a new password.</summary>
    public const string ForgottenPassword = "/forgotten-password";

    /// <summary>A member's own settings.</summary>
    public const string Settings = "/settings";

    /// <summary>The account settings.</summary>
    public const string AccountSettings = "/settings/account";

    /// <summary>The settings for signing in.</summary>
    public const string SecuritySettings = "/settings/security";

    /// <summary>The settings for linked accounts.</summary>
    public const string LinkedSettings = "/settings/linked";

    /// <summary>The settings for the data export and deletion of the account.</summary>
    public const string DataSettings = "/settings/data";

    /// <summary>The data export as a file.</summary>
    public const string DataExport = "/settings/data/export";

    /// <summary>The administration of members.</summary>
    public const string MembersAdministration = "/admin/members";

    /// <summary>The administration of members, with one of them.</summary>
    public static string MemberAdministration(string name) => $"{MembersAdministration}?search={Uri.EscapeDataString(name)}";

    /// <summary>The dashboard of the administration.</summary>
    public const string Administration = "/admin";

    /// <summary>The general settings of the forum.</summary>
    public const string GeneralAdministration = "/admin/general";

    /// <summary>The editor of the pages about the forum.</summary>
    public const string PagesAdministration = "/admin/pages";

    /// <summary>What the forum is about, if an administrator has written it.</summary>
    public const string About = "/about";

    /// <summary>The rules, if an administrator has written them.</summary>
    public const string Rules = "/rules";

    /// <summary>What is stored about people, if an administrator has written it.</summary>
    public const string Privacy = "/privacy";

    /// <summary>How to reach those who run the forum, if an administrator has written it.</summary>
    public const string Contact = "/contact";

    /// <summary>The list of feeds.</summary>
    public const string Feeds = "/feeds";

    /// <summary>The settings for accounts and registration.</summary>
    public const string AccountsAdministration = "/admin/accounts";

    /// <summary>The invitations.</summary>
    public const string InvitationsAdministration = "/admin/invitations";

    /// <summary>The administration of emails.</summary>
    public const string MailAdministration = "/admin/mail";

    /// <summary>The state of the program and its database.</summary>
    public const string SystemAdministration = "/admin/system";

    /// <summary>The administration of boards.</summary>
    public const string BoardsAdministration = "/admin/boards";

    /// <summary>The sign-in page.</summary>
    /// <param name="returnUrl">Where to go afterwards; the home page if null.</param>
    public static string SignIn(string? returnUrl = null) => returnUrl is null ? "/sign-in" : $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The page that asks for the code of a two-factor authentication.</summary>
    public static string SignInCode(bool remember, string returnUrl) => $"/sign-in/code?remember={(remember ? "1" : "0")}&returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>The page to agree to a new email address.</summary>
    public static string ChangeAddress(string token) => $"/change-address?token={token}";

    /// <summary>The form action to watch a thread, or stop watching it.</summary>
    public static string WatchThread(int id) => string.Create(CultureInfo.InvariantCulture, $"/t/{id}/watch");

    /// <summary>The form action to watch a board, or stop watching it.</summary>
    public static string WatchBoard(int id) => string.Create(CultureInfo.InvariantCulture, $"/b/{id}/watch");

    /// <summary>A board, or a page of it.</summary>
    public static string Board(string slug, int page = 1) => page > 1
        ? string.Create(CultureInfo.InvariantCulture, $"/b/{Uri.EscapeDataString(slug)}?page={page}")
        : $"/b/{Uri.EscapeDataString(slug)}";

    /// <summary>The threads in which most happened in a period.</summary>
    /// <param name="period">One of <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c> and <c>all</c>.</param>
    public static string Top(string period) => $"/top?period={period}";

    /// <summary>Another page of a list.</summary>
    public static string PageOf(string list, int page) => page <= 1
        ? list
        : string.Create(CultureInfo.InvariantCulture, $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}");

    /// <summary>The form for a new thread in a board.</summary>
    public static string NewThread(string boardSlug) => $"/b/{Uri.EscapeDataString(boardSlug)}/new";

    /// <summary>A thread, or a page of it.</summary>
    public static string Thread(int id, string slug, int page = 1) => page > 1
        ? string.Create(CultureInfo.InvariantCulture, $"/t/{id}/{Uri.EscapeDataString(ThreadSlug(slug))}?page={page}")
        : string.Create(CultureInfo.InvariantCulture, $"/t/{id}/{Uri.EscapeDataString(ThreadSlug(slug))}");

    /// <summary>
    /// A thread's slug in its URL. A thread titled "Feed" would have the URL of its own feed, so it gets a different one.
    /// Computed and not stored: a route added later moves existing threads out of its way.
    /// </summary>
    public static string ThreadSlug(string slug) => BelowThread.Contains(slug) ? slug + "-thread" : slug;

    /// <summary>A post in its thread.</summary>
    public static string PostInThread(int threadId, string slug, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Thread(threadId, slug, PostNumbers.PageOf(number))}#p{number}");

    /// <summary>The form for a guest's reply, empty or with a quote.</summary>
    public static string ReplyAsGuest(int threadId, long? quotedPostId = null) => quotedPostId is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/t/{threadId}/reply?quote={id}")
        : string.Create(CultureInfo.InvariantCulture, $"/t/{threadId}/reply");

    /// <summary>A post's permalink.</summary>
    public static string Post(long id) => string.Create(CultureInfo.InvariantCulture, $"/p/{id}");

    /// <summary>A member's avatar. A new avatar has a new URL, so browsers can cache it permanently.</summary>
    public static string Avatar(int memberId, string version, bool isLarge = false) =>
        string.Create(CultureInfo.InvariantCulture, $"/avatars/{memberId}/{version}/{(isLarge ? "large" : "small")}");

    /// <summary>A member's profile.</summary>
    public static string Member(string name) => $"/u/{Uri.EscapeDataString(name)}";

    /// <summary>A tab of a member's profile, or a page of it.</summary>
    /// <param name="tab">The end of its address; null for the first.</param>
    public static string ProfileTab(string name, string? tab, int page = 1) => PageOf(tab is null ? Member(name) : $"{Member(name)}/{tab}", page);

    /// <summary>The search, in a board or in a thread.</summary>
    public static string SearchIn(string? boardSlug = null, int? threadId = null) => threadId is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"/search?thread={id}")
        : "/search" + (boardSlug is null ? "" : "?board=" + Uri.EscapeDataString(boardSlug));

    /// <summary>
    /// Where to go after posting. A browser loses the fragment when the client script follows a redirect, so the script
    /// gets it in the query, and then removes it.
    /// </summary>
    public static string AfterPost(HttpContext context, int threadId, string slug, int number)
    {
        if (!IsEnhanced(context))
            return PostInThread(threadId, slug, number);
        var link = Thread(threadId, slug, PostNumbers.PageOf(number));
        return string.Create(CultureInfo.InvariantCulture, $"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}at={number}");
    }

    /// <summary>Whether the client script makes the request, and will put the response into the open page.</summary>
    public static bool IsEnhanced(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.OrdinalIgnoreCase);
}
