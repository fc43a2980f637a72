using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Chat;

/// <summary>Service registration for the chat.</summary>
public static class ChatSetup
{
    /// <summary>Adds the chat.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddSingleton<ChatQueries>();
        services.AddHandler<FirstChatRoom>();
        services.AddSingleton<ChatPresence>();
        services.AddSingleton<PostChatMessage>();
        services.AddSingleton<ImportChat>();
        services.AddSingleton<RemoveChatMessage>();
        services.AddSingleton<ArrangeChatRooms>();
        services.AddSingleton<ChatReadMarks>();
        services.AddHostedService(static provider => provider.GetRequiredService<ChatReadMarks>());
        services.AddLimits(PostChatMessage.Limit);
        services.AddHandler<ChatMemberData>();
        return services;
    }
}
