using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Web.Components;

/// <summary>
/// Something in a member's header that changes: the header is rendered once per viewer with the placeholder, which each
/// page replaces.
/// </summary>
[ExtensionPoint]
public interface IHeaderText
{
    /// <summary>The placeholder, an HTML comment.</summary>
    string Placeholder { get; }

    /// <summary>Its current HTML.</summary>
    ValueTask<string> HtmlAsync(Viewer viewer);
}
