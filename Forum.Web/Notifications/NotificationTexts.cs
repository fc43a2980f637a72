using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Notifications;

/// <summary>The texts of notifications, and their links.</summary>
public static class NotificationTexts
{
    /// <summary>The number next to the bell, for screen readers.</summary>
    public static string Unread(this IStringLocalizer texts, int count) =>
        count == 0 ? texts["Notifications"] : texts.Count(count, "1 unread notification", "{0:N0} unread notifications");

    /// <summary>The number next to the bell, as shown: there is room for two digits.</summary>
    public static string Shown(int count) => count > 99 ? "99+" : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Registers the texts of this room's notifications.</summary>
    internal static void Register(IServiceCollection services) => services.Register(
        new NotificationText(ForumNotifications.Replies, Replies) { Filter = "replies" },
        new NotificationText(ForumNotifications.Mention, static (texts, who, told) => texts["{0} mentioned you in {1}", who, told.Title]) { Filter = "mentions" },
        new NotificationText(ForumNotifications.Quote, static (texts, who, told) => texts["{0} quoted you in {1}", who, told.Title]) { Filter = "mentions" },
        new NotificationText(ForumNotifications.BoardThread, static (texts, who, told) => texts["{0} started the thread {1}", who, told.Title]) { Filter = "threads" },
        new NotificationText(ForumNotifications.FollowedThread, static (texts, who, told) => texts["{0}, who you follow, started the thread {1}", who, told.Title])
        {
            Filter = "threads",
        },
        new NotificationText(ForumNotifications.Reaction, Reactions) { Filter = "people" },
        new NotificationText(ForumNotifications.Follower, static (texts, who, _) => texts["{0} started following you", who]) { Filter = "people" });

    /// <summary>The link: to the first post it's about, unless its kind has one of its own.</summary>
    public static string LinkOf(NotificationText text, NotificationView told)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(told);
        return text.Link is { } own ? own(told)
            : told.ThreadId is { } threadId ? Links.PostInThread(threadId, told.ThreadSlug ?? "", told.PostNumber)
            : told.ByName is { } name ? Links.Member(name) : Links.Notifications;
    }

    // A notification that was read keeps its original text; the later count no longer matters.
    private static string Replies(IStringLocalizer texts, string who, NotificationView told) =>
        told.IsUnread && told.ReplyCount is > 1 and var count
            ? texts["{0:N0} new replies in {1}", count, told.Title]
            : texts["{0} replied in {1}", who, told.Title];

    private static string Reactions(IStringLocalizer texts, string who, NotificationView told) => told.Count switch
    {
        1 => texts["{0} reacted to your post in {1}", who, told.Title],
        2 => texts["{0} and 1 other reacted to your post in {1}", who, told.Title],
        _ => texts["{0} and {2:N0} others reacted to your post in {1}", who, told.Title, told.Count - 1],
    };
}
