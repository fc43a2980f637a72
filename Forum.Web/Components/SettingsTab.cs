using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>A group of pages among a member's settings, in order.</summary>
public enum SettingsTabGroup
{
    /// <summary>The account and how to sign in to it.</summary>
    Account,

    /// <summary>What others see of the member, and what the member sees.</summary>
    Profile,

    /// <summary>What the member hears of.</summary>
    Notifications,

    /// <summary>What others may know, and what is stored.</summary>
    Privacy,
}

/// <summary>Lists a page among a member's settings.</summary>
/// <param name="title">The key of its translated name, which is also the page's title.</param>
/// <param name="group">The group it's in.</param>
/// <param name="order">Lower numbers come first in the group.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsTabAttribute(string title, SettingsTabGroup group, int order) : Attribute
{
    /// <summary>The key of the page's name.</summary>
    public string Title => title;

    /// <summary>The group it's in.</summary>
    public SettingsTabGroup Group => group;

    /// <summary>Lower numbers come first in the group.</summary>
    public int Order => order;
}

/// <summary>A page among a member's settings.</summary>
/// <param name="Title">The key of its translated name.</param>
/// <param name="Group">The group it's in.</param>
public sealed record SettingsTab(string Address, string Title, SettingsTabGroup Group)
{
    /// <summary>All pages, by group and in order.</summary>
    public static IReadOnlyList<SettingsTab> All { get; } =
    [
        .. from component in typeof(SettingsTab).Assembly.GetTypes()
           let tab = component.GetCustomAttribute<SettingsTabAttribute>()
           where tab is not null
           orderby tab.Group, tab.Order
           select new SettingsTab(component.GetCustomAttribute<RouteAttribute>()!.Template, tab.Title, tab.Group),
    ];

    /// <summary>The groups that have pages, in order.</summary>
    public static IReadOnlyList<IGrouping<SettingsTabGroup, SettingsTab>> Groups { get; } = [.. All.GroupBy(static tab => tab.Group)];
}

/// <summary>What pages show of a group.</summary>
public static class SettingsTabGroups
{
    /// <summary>The group's name.</summary>
    public static string NameOf(this IStringLocalizer texts, SettingsTabGroup group) => group switch
    {
        SettingsTabGroup.Account => texts["Account"],
        SettingsTabGroup.Profile => texts["Profile and display"],
        SettingsTabGroup.Notifications => texts["Notifications"],
        _ => texts["Privacy and data"],
    };

    /// <summary>The group's icon: the path of an SVG of 24 by 24, drawn as a line.</summary>
    public static string IconOf(SettingsTabGroup group) => group switch
    {
        SettingsTabGroup.Account => "M8 15a5 5 0 1 1 4.6-7H21v4h-2v3h-4v-3h-2.4A5 5 0 0 1 8 15Zm0-5v.1",
        SettingsTabGroup.Profile => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
        SettingsTabGroup.Notifications => "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Zm4 4h4",
        _ => "M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6Zm-3 8.5 2.2 2.2L15 10",
    };
}
