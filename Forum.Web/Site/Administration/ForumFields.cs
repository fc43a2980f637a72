using Forum.Core.Access;
using Forum.Web.Administration;

namespace Forum.Web.Site.Administration;

/// <summary>The fields of the general settings.</summary>
public sealed record ForumFields : ISettingsFields<ForumFields>
{
    /// <summary>The forum's name.</summary>
    public string? Name { get; set; }

    /// <summary>What it's about.</summary>
    public string? Description { get; set; }

    /// <summary>What the home page shows first.</summary>
    public HomeTab HomeTab { get; set; }

    /// <inheritdoc />
    public ForumFields Copy() => this with { };
}
