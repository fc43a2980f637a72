using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Administration;

/// <summary>Something that may wait for an administrator: a card on the dashboard. Each room registers its own with <c>AddHandler</c>.</summary>
[ExtensionPoint]
public interface IWaitingWork
{
    /// <summary>Lower numbers come first.</summary>
    int Order => 0;

    /// <summary>Finds what waits now. The dashboard asks again when it's opened, and when access changes.</summary>
    /// <returns>Null if nothing waits.</returns>
    Task<WaitingWork?> FindAsync(Viewer viewer, IStringLocalizer<Texts> texts, CancellationToken cancellation = default);
}

/// <summary>Something that waits for an administrator.</summary>
/// <param name="Text">What waits, with its number; translated.</param>
/// <param name="Action">What the link to the page says; translated.</param>
/// <param name="Address">The page where it's done.</param>
/// <param name="Icon">The content of an SVG element.</param>
public sealed record WaitingWork(string Text, string Action, string Address, string Icon)
{
    /// <summary>Whether something is wrong, rather than just to be decided.</summary>
    public bool IsProblem { get; init; }
}
