using Forum.Core.Mail;

namespace Forum.Core.Notifications;

/// <summary>
/// The emails about what others write. Values: <c>name</c> of the author, <c>title</c>, <c>text</c>, the beginning of the
/// post, <c>board</c> and <c>thread</c>, their keys, and <c>number</c> of the post.
/// </summary>
public static class NotificationMails
{
    /// <summary>To a member's followers: the member started a thread.</summary>
    public static readonly MailDefinition FollowedStartedThread = new(11, "New thread by a followed member") { Topic = NotificationTopics.Followed };

    /// <summary>A thread that the member watches has replies.</summary>
    public static readonly MailDefinition RepliesInWatchedThread = new(15, "Replies in a watched thread") { Topic = NotificationTopics.Replies };

    /// <summary>A post mentions the member or quotes one of their posts.</summary>
    public static readonly MailDefinition Mentioned = new(16, "Mention or quote") { Topic = NotificationTopics.Mentions };

    /// <summary>A board that the member watches has a new thread.</summary>
    public static readonly MailDefinition ThreadInWatchedBoard = new(17, "New thread in a watched board") { Topic = NotificationTopics.BoardThreads };
}
