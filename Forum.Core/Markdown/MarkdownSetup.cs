using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Markdown;

/// <summary>Service registration for the Markdown room.</summary>
public static class MarkdownSetup
{
    /// <summary>Adds the renderer.</summary>
    public static IServiceCollection AddMarkdown(this IServiceCollection services)
    {
        services.AddSingleton<ForumMarkdown>();
        return services;
    }
}
