using System.Globalization;
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

    /// <summary>A notification as a sentence.</summary>
    public static string Say(this IStringLocalizer texts, NotificationView told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var (who, title) = (texts.Author(told.ById, told.ByName), told.ThreadTitle ?? "");
        return told.Kind switch
        {
            NotificationKind.Replies => Replies(texts, told, who, title),
            NotificationKind.Mention => texts["{0} mentioned you in {1}", who, title],
            NotificationKind.Quote => texts["{0} quoted you in {1}", who, title],
            NotificationKind.BoardThread => texts["{0} started the thread {1}", who, title],
            NotificationKind.FollowedThread => texts["{0}, who you follow, started the thread {1}", who, title],
            NotificationKind.Reaction => Reactions(texts, told, who, title),
            NotificationKind.Follower => texts["{0} started following you", who],
            _ => title,
        };
    }

    /// <summary>The link: to the first post it's about.</summary>
    public static string LinkOf(NotificationView told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return told.ThreadId is { } threadId ? Links.PostInThread(threadId, told.ThreadSlug ?? "", told.PostNumber)
            : told.ByName is { } name ? Links.Member(name) : Links.Notifications;
    }

    // A notification that was read keeps its original text; the later count no longer matters.
    private static string Replies(IStringLocalizer texts, NotificationView told, string who, string title) =>
        told.IsUnread && told.ReplyCount is > 1 and var count
            ? texts["{0:N0} new replies in {1}", count, title]
            : texts["{0} replied in {1}", who, title];

    private static string Reactions(IStringLocalizer texts, NotificationView told, string who, string title) => told.Count switch
    {
        1 => texts["{0} reacted to your post in {1}", who, title],
        2 => texts["{0} and 1 other reacted to your post in {1}", who, title],
        _ => texts["{0} and {2:N0} others reacted to your post in {1}", who, title, told.Count - 1],
    };
}
