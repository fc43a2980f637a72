using Forum.Core.Access;

namespace Forum.Web.Components;

/// <summary>The place beside a page.</summary>
/// <param name="HasRoom">Whether the page has room for the chat. Without it, the dock renders only the live parts.</param>
public sealed record DockPlace(Viewer Viewer, bool HasRoom);
