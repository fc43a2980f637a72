using Forum.Core.Access;

namespace Forum.Core.Notifications;

/// <summary>The notifications about posts and followers.</summary>
public static class ForumNotifications
{
    /// <summary>A thread that the member watches has replies.</summary>
    public static readonly NotificationDefinition Replies = new(1, "Replies", Label: "Replies in threads I watch");

    /// <summary>A post mentions the member.</summary>
    public static readonly NotificationDefinition Mention = new(2, "Mention", Label: "Someone mentions me");

    /// <summary>A post quotes one of the member's posts.</summary>
    public static readonly NotificationDefinition Quote = new(3, "Quote", Label: "Someone quotes me");

    /// <summary>A board that the member watches has a new thread.</summary>
    public static readonly NotificationDefinition BoardThread = new(4, "BoardThread", Label: "New threads in boards I watch");

    /// <summary>Someone the member follows started a thread.</summary>
    public static readonly NotificationDefinition FollowedThread = new(5, "FollowedThread", Label: "Someone I follow starts a thread");

    /// <summary>Others reacted to one of the member's posts.</summary>
    public static readonly NotificationDefinition Reaction = new(6, "Reaction", Label: "Reactions to my posts");

    /// <summary>Someone follows the member.</summary>
    public static readonly NotificationDefinition Follower = new(7, "Follower", Label: "Someone follows me");
}
