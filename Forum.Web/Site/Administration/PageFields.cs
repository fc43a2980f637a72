using Forum.Core.Site;
using Forum.Web.Administration;

namespace Forum.Web.Site.Administration;

/// <summary>The text of a page in its editor.</summary>
/// <param name="Version">The stored version that it was typed into.</param>
public sealed record PageText(string Text, int Version);

/// <summary>The fields of the editor of the forum's pages: a text for each.</summary>
public sealed record PageFields : ISettingsFields<PageFields>
{
    private readonly Dictionary<SitePageKind, PageText> _pages;

    /// <summary>The fields for what is stored.</summary>
    public PageFields(IEnumerable<SitePage> stored) => _pages = stored.ToDictionary(static page => page.Kind, static page => new PageText(page.Markdown, page.Version));

    private PageFields(PageFields other) => _pages = new(other._pages);

    /// <summary>The text of a page.</summary>
    public PageText this[SitePageKind kind]
    {
        get => _pages[kind];
        set => _pages[kind] = value;
    }

    /// <inheritdoc />
    public PageFields Copy() => new(this);

    /// <summary>Whether both have the same texts of the same versions.</summary>
    public bool Equals(PageFields? other) => other is not null && _pages.All(page => other._pages[page.Key] == page.Value);

    /// <inheritdoc />
    public override int GetHashCode() => _pages.Values.Aggregate(0, HashCode.Combine);
}
