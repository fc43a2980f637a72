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
        services.AddLimits(PostReply.Limit);
        services.AddSingleton<EditPost>();
        services.AddSingleton<ImportPosts>();
        services.AddSingleton<RemovePost>();
        services.AddJob<RenderAgain>();
        services.AddHandler<PostMemberData>();
        AddReactions(services);
        return services;
    }

    private static void AddReactions(IServiceCollection services)
    {
        services.AddSingleton<ReactToPost>();
        services.AddLimits(ReactToPost.Limit);
        services.AddSingleton<PostReactions>();
        services.AddSingleton<OwnReactions>();
        services.AddSingleton<ReactedByQueries>();
        services.AddHandler<ReactionMemberData>();
    }
}
