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
        services.AddSingleton<ChatPresence>();
        services.AddSingleton<PostChatMessage>();
        services.AddLimits(PostChatMessage.Limit);
        services.AddSingleton<ImportChat>();
        services.AddSingleton<RemoveChatMessage>();
        services.AddSingleton<ArrangeChatRooms>();
        services.AddJob<ChatReadMarks>();
        services.AddHandler<FirstChatRoom>();
        services.AddHandler<ChatMemberData>();
        return services;
    }
}
