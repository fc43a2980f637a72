using Forum.Core.Data;
using Forum.Web.Components;

namespace Forum.Web.Chat;

/// <summary>Registers the chat panel.</summary>
public static class ChatHosting
{
    /// <summary>
    /// A 32,000-character post in the preview, at most three bytes per character, escaped. SignalR's default is 32 KB.
    /// </summary>
    private const long MaxHubMessageBytes = 256 * 1024;

    /// <summary>Adds the panel's circuit settings.</summary>
    public static void AddChatPanel(this IServiceCollection services)
    {
        services.AddScoped<ChatSession>();
        services.AddSlot<ChatDock>(SlotNames.Dock);
        services.AddHandler<ChatInDock>();
        services.AddSlot<ChatPanel>(SlotNames.LiveDock);
        services.AddSignalR(options => options.MaximumReceiveMessageSize = MaxHubMessageBytes);
        services.Configure<Microsoft.AspNetCore.Components.Server.CircuitOptions>(options =>
        {
            // A phone in a tunnel reconnects to the same circuit; after that, the page starts a new one by itself.
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.DisconnectedCircuitMaxRetained = 500;
        });
    }
}
