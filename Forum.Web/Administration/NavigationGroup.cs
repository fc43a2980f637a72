using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>A group of pages in the administration's side navigation.</summary>
/// <param name="Title">The key of its translated heading.</param>
public sealed record NavigationGroup(string Title, IReadOnlyList<NavigationPage> Pages)
{
    /// <summary>All groups, in order.</summary>
    public static IReadOnlyList<NavigationGroup> All { get; } =
    [
        new("Forum",
        [
            new("/admin", "Overview", Icons.Material.Outlined.Dashboard),
            new("/admin/boards", "Boards", Icons.Material.Outlined.Forum),
            new("/admin/rooms", "Chat rooms", Icons.Material.Outlined.Chat),
        ]),
        new("People",
        [
            new("/admin/members", "Members", Icons.Material.Outlined.Group),
            new("/admin/accounts", "Accounts", Icons.Material.Outlined.ManageAccounts),
        ]),
        new("System",
        [
            new("/admin/mail", "Email", Icons.Material.Outlined.Mail),
        ]),
    ];
}

/// <summary>A page in the administration's side navigation.</summary>
/// <param name="Title">The key of its translated name.</param>
/// <param name="Icon">The content of an SVG element.</param>
public sealed record NavigationPage(string Address, string Title, string Icon);
