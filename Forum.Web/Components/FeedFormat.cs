namespace Forum.Web.Components;

/// <summary>A feed format.</summary>
public enum FeedFormat
{
    /// <summary>Atom: https://www.rfc-editor.org/rfc/rfc4287.</summary>
    Atom,

    /// <summary>RSS 2.0: https://www.rssboard.org/rss-specification.</summary>
    Rss,
}

/// <summary>The properties of each format.</summary>
public static class FeedFormats
{
    /// <summary>All formats, the preferred one first.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = Enum.GetValues<FeedFormat>();

    /// <summary>The content type.</summary>
    public static string MediaTypeOf(FeedFormat format) => format == FeedFormat.Rss ? "application/rss+xml" : "application/atom+xml";

    /// <summary>The suffix after a page's URL.</summary>
    public static string PathOf(FeedFormat format) => format == FeedFormat.Rss ? "/feed/rss" : "/feed";
}
