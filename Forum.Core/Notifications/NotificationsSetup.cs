using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Notifications;

/// <summary>Service registration for the notifications room.</summary>
public static class NotificationsSetup
{
    /// <summary>Adds watching and notifications.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.Register(NotificationTopics.Followed, NotificationTopics.Replies, NotificationTopics.Mentions, NotificationTopics.BoardThreads);
        services.Register(
            NotificationMails.FollowedStartedThread, NotificationMails.RepliesInWatchedThread, NotificationMails.Mentioned, NotificationMails.ThreadInWatchedBoard);
        services.Register(
            ForumNotifications.Replies, ForumNotifications.Mention, ForumNotifications.Quote, ForumNotifications.BoardThread, ForumNotifications.FollowedThread,
            ForumNotifications.Reaction, ForumNotifications.Follower);
        services.AddHandler<UnreadNotifications>();
        services.AddHandler<PostNotifications>();
        services.AddHandler<NotificationReads>();
        services.AddJob<NotificationReads>();
        services.AddHandler<RecentlyNotified>();
        services.AddJob<NotificationCleanUp>();
        services.AddSingleton<MyNotifications>();
        services.AddSingleton<MyWatches>();
        services.AddSingleton<ChangeNotificationPreferences>();
        services.AddSingleton<WatchThread>();
        services.AddSingleton<WatchBoard>();
        services.AddHandler<NotificationMemberData>();
        return services;
    }
}
