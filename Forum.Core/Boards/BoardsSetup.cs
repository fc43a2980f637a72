using Forum.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Boards;

/// <summary>Service registration for the boards room.</summary>
public static class BoardsSetup
{
    /// <summary>Adds boards.</summary>
    public static IServiceCollection AddBoards(this IServiceCollection services)
    {
        services.AddSingleton<BoardQueries>();
        services.AddSingleton<BoardStructure>();
        services.AddSingleton<ArrangeBoards>();
        services.AddSingleton<IgnoreBoard>();
        services.AddHandler<IgnoredBoardsPart>();
        services.AddHandler<BoardMemberData>();
        services.AddHandler<ExampleBoards>();
        return services;
    }
}
