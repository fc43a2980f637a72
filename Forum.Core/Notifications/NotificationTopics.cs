using Forum.Core.Access;

namespace Forum.Core.Notifications;

/// <summary>The topics of the emails about what others write.</summary>
public static class NotificationTopics
{
    /// <summary>Threads started by members that the member follows.</summary>
    public static readonly MailTopic Followed = new(1, "Followed", Label: "Someone I follow starts a thread", Emails: "emails about threads by members you follow");

    /// <summary>Replies in threads that the member watches.</summary>
    public static readonly MailTopic Replies = new(2, "Replies", Label: "Replies in threads I watch", Emails: "emails about replies in threads you watch") { IsOptIn = true };

    /// <summary>Posts that mention the member or quote one of their posts.</summary>
    public static readonly MailTopic Mentions = new(3, "Mentions", Label: "Someone mentions or quotes me", Emails: "emails about posts that mention or quote you") { IsOptIn = true };

    /// <summary>New threads in boards that the member watches.</summary>
    public static readonly MailTopic BoardThreads = new(4, "BoardThreads", Label: "New threads in boards I watch", Emails: "emails about new threads in boards you watch") { IsOptIn = true };
}
