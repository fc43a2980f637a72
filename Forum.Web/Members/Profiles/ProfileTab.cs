using System.Reflection;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Members.Profiles;

/// <summary>Lists a page among the tabs of a profile. Its route is that of the profile with a word after it.</summary>
/// <param name="title">The key of its translated name.</param>
/// <param name="order">Lower numbers come first.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProfileTabAttribute(string title, int order) : Attribute
{
    /// <summary>The key of the tab's name.</summary>
    public string Title => title;

    /// <summary>Lower numbers come first.</summary>
    public int Order => order;
}

/// <summary>A tab of a profile.</summary>
/// <param name="Word">The end of its address; empty for the profile itself.</param>
/// <param name="Title">The key of its translated name.</param>
public sealed record ProfileTab(string Word, string Title)
{
    /// <summary>The route of a profile.</summary>
    public const string Route = "/u/{Name}";

    /// <summary>All tabs, in order.</summary>
    public static IReadOnlyList<ProfileTab> All { get; } =
    [
        .. from component in typeof(ProfileTab).Assembly.GetTypes()
           let tab = component.GetCustomAttribute<ProfileTabAttribute>()
           where tab is not null
           orderby tab.Order
           select new ProfileTab(component.GetCustomAttribute<RouteAttribute>()!.Template[Route.Length..].TrimStart('/'), tab.Title),
    ];

    /// <summary>The URL of this tab, or of a page of it.</summary>
    public string LinkOf(string memberName, int page = 1) => Links.ProfileTab(memberName, Word.Length > 0 ? Word : null, page);
}
