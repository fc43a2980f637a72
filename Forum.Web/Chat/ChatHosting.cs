namespace Forum.Web.Chat;

/// <summary>What the chat panel registers.</summary>
public static class ChatHosting
{
    /// <summary>A post of 32,000 characters in the preview, each of up to three bytes, escaped; SignalR's own limit is 32 KB.</summary>
    private const long MaxHubMessageBytes = 256 * 1024;

    /// <summary>Adds the panel's circuit settings.</summary>
    public static void AddChatPanel(this IServiceCollection services)
    {
        services.AddScoped<ChatSession>();
        services.AddSignalR(options => options.MaximumReceiveMessageSize = MaxHubMessageBytes);
        services.Configure<Microsoft.AspNetCore.Components.Server.CircuitOptions>(options =>
        {
            // A phone in a tunnel comes back to the same circuit; after that the page starts a new one by itself.
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.DisconnectedCircuitMaxRetained = 500;
        });
    }
}
