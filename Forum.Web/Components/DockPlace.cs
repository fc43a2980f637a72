using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Web.Components;

/// <summary>The place beside a page.</summary>
/// <param name="HasRoom">Whether the page has room for the chat. Without it, the dock renders only the live parts.</param>
public sealed record DockPlace(Viewer Viewer, bool HasRoom);

/// <summary>
/// What a room puts into the dock. Asked before a page is written, so that the page is laid out for the dock from its
/// first line and doesn't move when the dock arrives.
/// </summary>
[ExtensionPoint]
public interface IDockContent
{
    /// <summary>Whether a viewer has something in the dock, on pages that have room for it.</summary>
    ValueTask<bool> IsThereAsync(Viewer viewer);
}
