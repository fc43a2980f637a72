using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Administration;

/// <summary>Lists a page in the administration's side navigation.</summary>
/// <param name="group">The key of the group's translated heading. Groups come in the order of their first pages.</param>
/// <param name="title">The key of the page's translated name.</param>
/// <param name="icon">The content of an SVG element.</param>
/// <param name="order">Lower numbers come first.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdministrationPageAttribute(string group, string title, string icon, int order) : Attribute
{
    /// <summary>The key of the group's heading.</summary>
    public string Group => group;

    /// <summary>The key of the page's name.</summary>
    public string Title => title;

    /// <summary>The content of an SVG element.</summary>
    public string Icon => icon;

    /// <summary>Lower numbers come first.</summary>
    public int Order => order;
}

/// <summary>Names a setting on an administration page, so that the search in the side navigation finds it.</summary>
/// <param name="name">The key of its translated name, as on the page.</param>
/// <param name="fieldId">The field's ID, where the link leads.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AdministrationSettingAttribute(string name, string fieldId) : Attribute
{
    /// <summary>The key of its name.</summary>
    public string Name => name;

    /// <summary>The field's ID.</summary>
    public string Field => fieldId;
}

/// <summary>A group of pages in the administration's side navigation.</summary>
/// <param name="Title">The key of its translated heading.</param>
public sealed record NavigationGroup(string Title, IReadOnlyList<NavigationPage> Pages)
{
    /// <summary>All groups, in order.</summary>
    public static IReadOnlyList<NavigationGroup> All { get; } =
    [
        .. from component in typeof(NavigationGroup).Assembly.GetTypes()
           let page = component.GetCustomAttribute<AdministrationPageAttribute>()
           where page is not null
           orderby page.Order
           group Entry(component, page) by page.Group into pages
           select new NavigationGroup(pages.Key, [.. pages]),
    ];

    private static NavigationPage Entry(Type component, AdministrationPageAttribute page) => new(
        component.GetCustomAttribute<RouteAttribute>()!.Template, page.Title, page.Icon,
        [.. component.GetCustomAttributes<AdministrationSettingAttribute>().Select(static setting => new NavigationSetting(setting.Name, setting.Field))]);
}

/// <summary>A page in the administration's side navigation.</summary>
/// <param name="Title">The key of its translated name.</param>
/// <param name="Icon">The content of an SVG element.</param>
/// <param name="Settings">The settings on it, for the search.</param>
public sealed record NavigationPage(string Address, string Title, string Icon, IReadOnlyList<NavigationSetting> Settings);

/// <summary>A setting on a page.</summary>
/// <param name="Name">The key of its translated name.</param>
/// <param name="Field">The field's ID.</param>
public sealed record NavigationSetting(string Name, string Field);
