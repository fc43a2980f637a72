using System.Collections.Frozen;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>
/// The places on pages where rooms put components of their own. A component gets the subject of the place as its
/// <c>Context</c> parameter, if it has one.
/// </summary>
public static class SlotNames
{
    /// <summary>Icons in the header, for members. Rendered once per viewer: what changes goes into a <c>HeaderText</c>. Context: none.</summary>
    public const string HeaderIcons = "header-icons";

    /// <summary>Links in the footer of every page. Context: none.</summary>
    public const string Footer = "footer";

    /// <summary>What sits beside every page, such as the chat. Context: the layout's <c>DockPlace</c>.</summary>
    public const string Dock = "dock";

    /// <summary>The live parts of every member's page, in the layout's circuit. Context: none.</summary>
    public const string Live = "live";

    /// <summary>The live parts in the dock, in the layout's circuit. Context: none.</summary>
    public const string LiveDock = "live-dock";

    /// <summary>Buttons at the head of a board, for members. Context: a <c>BoardView</c>.</summary>
    public const string BoardHead = "board-head";

    /// <summary>Buttons at the head of a thread, for members. Context: a <c>ThreadOnPage</c>.</summary>
    public const string ThreadHead = "thread-head";

    /// <summary>
    /// Buttons above a composer's text field, at the end. Rendered once for everyone, for all composers. Context: none.
    /// </summary>
    public const string ComposerTools = "composer-tools";

    /// <summary>In a profile's head, and on the card next to a link to a member. Context: a <c>MemberProfile</c>.</summary>
    public const string MemberCard = "member-card";

    /// <summary>What a profile's first tab shows. Context: a <c>MemberProfile</c>.</summary>
    public const string Profile = "profile";

    /// <summary>What a viewer can do with another member, in the menu of the profile's head. Context: a <c>MemberProfile</c>.</summary>
    public const string ProfileMenu = "profile-menu";

    /// <summary>Sections below the list of followed members. Context: the <c>Viewer</c>.</summary>
    public const string Following = "following";
}

/// <summary>A component in a slot.</summary>
/// <param name="Slot">One of <see cref="SlotNames"/>.</param>
/// <param name="Order">Lower numbers come first.</param>
public sealed record SlotEntry(string Slot, Type Component, int Order)
{
    /// <summary>Whether the component has a parameter for the slot's subject.</summary>
    public bool TakesContext { get; } = Component.GetProperty("Context") is not null;
}

/// <summary>Which components are in which slot.</summary>
public sealed class Slots(IEnumerable<SlotEntry> entries)
{
    private readonly FrozenDictionary<string, SlotEntry[]> _entries =
        entries.GroupBy(static entry => entry.Slot).ToFrozenDictionary(static slot => slot.Key, static slot => slot.OrderBy(static entry => entry.Order).ToArray());

    /// <summary>The components of a slot, in order.</summary>
    public IReadOnlyList<SlotEntry> Of(string slot) => _entries.GetValueOrDefault(slot) ?? [];

    /// <summary>
    /// The components of a slot, in order, as part of the caller. For circuits, because a <see cref="Slot"/> takes 2 to 3 KB in each.
    /// </summary>
    /// <param name="context">The subject of the place.</param>
    public RenderFragment Render(string slot, object? context = null) => builder =>
    {
        foreach (var entry in Of(slot))
        {
            builder.OpenComponent(0, entry.Component);
            builder.SetKey(entry);
            if (entry.TakesContext)
                builder.AddComponentParameter(1, nameof(Slot.Context), context);
            builder.CloseComponent();
        }
    };
}

/// <summary>Fills slots.</summary>
public static class SlotRegistration
{
    /// <summary>Puts a component into a slot.</summary>
    /// <typeparam name="TComponent">The component.</typeparam>
    /// <param name="order">Lower numbers come first.</param>
    public static IServiceCollection AddSlot<TComponent>(this IServiceCollection services, string slot, int order = 0)
        where TComponent : IComponent => services.AddSingleton(new SlotEntry(slot, typeof(TComponent), order));
}
