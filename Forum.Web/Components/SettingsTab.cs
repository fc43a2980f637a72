using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>Lists a page among a member's settings.</summary>
/// <param name="title">The key of its translated name, which is also the page's title.</param>
/// <param name="order">Lower numbers come first.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsTabAttribute(string title, int order) : Attribute
{
    /// <summary>The key of the page's name.</summary>
    public string Title => title;

    /// <summary>Lower numbers come first.</summary>
    public int Order => order;
}

/// <summary>A page among a member's settings.</summary>
/// <param name="Title">The key of its translated name.</param>
public sealed record SettingsTab(string Address, string Title)
{
    /// <summary>All pages, in order.</summary>
    public static IReadOnlyList<SettingsTab> All { get; } =
    [
        .. from component in typeof(SettingsTab).Assembly.GetTypes()
           let tab = component.GetCustomAttribute<SettingsTabAttribute>()
           where tab is not null
           orderby tab.Order
           select new SettingsTab(component.GetCustomAttribute<RouteAttribute>()!.Template, tab.Title),
    ];
}
