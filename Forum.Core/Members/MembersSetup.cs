using Forum.Core.Data;
using Forum.Core.Members.Avatars;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Core.Members;

/// <summary>Service registration for the members room.</summary>
public static class MembersSetup
{
    /// <summary>Adds profiles, avatars, preferences, and who follows and blocks whom.</summary>
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<MemberNameQueries>();
        services.AddSingleton<MemberList>();
        services.AddSingleton<PostText>();
        services.AddSingleton<ChangePreferences>();
        AddProfiles(services);
        AddAvatars(services);
        AddRelations(services);
        return services;
    }

    private static void AddProfiles(IServiceCollection services)
    {
        services.AddSingleton<ProfileReader>();
        services.AddSingleton<ProfileQueries>();
        services.AddSingleton<ChangeProfile>();
        services.AddSingleton<RenderAboutsAgain>();
    }

    private static void AddAvatars(IServiceCollection services)
    {
        services.AddSingleton<ChangeAvatar>();
        services.AddLimits(ChangeAvatar.Limit);
        services.AddSingleton<AvatarFiles>();
        services.AddHandler<AvatarMemberData>();
    }

    private static void AddRelations(IServiceCollection services)
    {
        services.AddSingleton<FollowMember>();
        services.AddSingleton<BlockMember>();
        services.AddSingleton<RelationQueries>();
        services.AddHandler<BlockedMembersPart>();
        services.AddHandler<RelationMemberData>();
    }
}
