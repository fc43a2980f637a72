using Forum.Core.Data;
using Forum.Core.Posts.Reactions;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Posts;

/// <summary>Service registration for the posts room.</summary>
public static class PostsSetup
{
    /// <summary>Adds posts.</summary>
    public static IServiceCollection AddPosts(this IServiceCollection services)
    {
        services.AddSingleton<PostQueries>();
        services.AddSingleton<AuthoredQueries>();
        services.AddSingleton<PostRules>();
        services.AddSingleton<PostReply>();
        services.AddSingleton<ReactToPost>();
        services.AddSingleton<PostReactions>();
        services.AddSingleton<EditPost>();
        services.AddSingleton<ImportPosts>();
        services.AddSingleton<RemovePost>();
        services.AddSingleton<RenderAgain>();
        services.AddHostedService(static provider => provider.GetRequiredService<RenderAgain>());
        services.AddLimits(PostReply.Limit, ReactToPost.Limit);
        services.AddHandler<PostMemberData>();
        services.AddHandler<ReactionMemberData>();
        return services;
    }
}
