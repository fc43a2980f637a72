using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Notifications;

/// <summary>Service registration for the notifications room.</summary>
public static class NotificationsSetup
{
    /// <summary>Adds watching and notifications.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<UnreadNotifications>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<UnreadNotifications>());
        services.AddSingleton<NotificationReads>();
        services.AddHostedService(static provider => provider.GetRequiredService<NotificationReads>());
        services.AddSingleton<RecentlyNotified>();
        services.AddSingleton<IForumEventHandler>(static provider => provider.GetRequiredService<RecentlyNotified>());
        services.AddSingleton<NotificationCleanUp>();
        services.AddHostedService(static provider => provider.GetRequiredService<NotificationCleanUp>());
        services.AddSingleton<MyNotifications>();
        services.AddSingleton<MyWatches>();
        services.AddSingleton<NotificationChoices>();
        services.AddSingleton<WatchThread>();
        services.AddSingleton<WatchBoard>();
        return services;
    }
}
