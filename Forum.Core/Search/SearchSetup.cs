using Forum.Core.Data;
using Forum.Core.Search.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Search;

/// <summary>Service registration for the search room.</summary>
public static class SearchSetup
{
    /// <summary>Adds the search.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchQueries>();
        services.AddSingleton<NewestQueries>();
        services.AddLimits(SearchRequest.Limit);
        services.AddHandler<PostIndexing>();
        services.AddJob<IndexPosts>();
        services.AddJob<MergeIndex>();
        return services;
    }
}
