using Forum.Core.Site;
using Forum.Web.Components;

namespace Forum.Web.Site;

/// <summary>What the pages that administrators write are called, and where they are.</summary>
public static class SitePageNames
{
    /// <summary>The address.</summary>
    public static string AddressOf(SitePageKind kind) => kind switch
    {
        SitePageKind.About => Links.About,
        SitePageKind.Rules => Links.Rules,
        SitePageKind.Privacy => Links.Privacy,
        SitePageKind.Contact => Links.Contact,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The title, not translated.</summary>
    public static string TitleOf(SitePageKind kind) => kind switch
    {
        SitePageKind.About => "About",
        SitePageKind.Rules => "Rules",
        SitePageKind.Privacy => "Privacy",
        SitePageKind.Contact => "Contact",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The page at an address; null if there is none.</summary>
    public static SitePageKind? KindAt(PathString path)
    {
        foreach (var kind in Enum.GetValues<SitePageKind>())
        {
            if (path.Equals(AddressOf(kind), StringComparison.OrdinalIgnoreCase) || path.Equals(AddressOf(kind) + "/", StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return null;
    }
}
