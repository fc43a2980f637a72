using Forum.Core.Access;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>The display names of roles.</summary>
public static class RoleNames
{
    /// <summary>The role of one person.</summary>
    public static string NameOf(this IStringLocalizer texts, Role role) => role switch
    {
        Role.Administrator => texts["Administrator"],
        Role.Moderator => texts["Moderator"],
        Role.Member => texts["Member"],
        _ => texts["Guest"],
    };

    /// <summary>Everyone with at least this role.</summary>
    public static string Audience(this IStringLocalizer texts, Role role) => role switch
    {
        Role.Administrator => texts["Administrators"],
        Role.Moderator => texts["Moderators and administrators"],
        Role.Member => texts["Members"],
        _ => texts["Everyone, including guests"],
    };
}
