namespace Forum.Web.Feeds;

/// <summary>How a feed is written.</summary>
public enum FeedFormat
{
    /// <summary>Atom: https://www.rfc-editor.org/rfc/rfc4287.</summary>
    Atom,

    /// <summary>RSS 2.0: https://www.rssboard.org/rss-specification.</summary>
    Rss,
}

/// <summary>What goes with each format.</summary>
public static class FeedFormats
{
    /// <summary>All there are, the preferred one first.</summary>
    public static IReadOnlyList<FeedFormat> All { get; } = Enum.GetValues<FeedFormat>();

    /// <summary>What the answer is.</summary>
    public static string MediaTypeOf(FeedFormat format) => format == FeedFormat.Rss ? "application/rss+xml" : "application/atom+xml";

    /// <summary>What is put behind the address of a page.</summary>
    public static string PathOf(FeedFormat format) => format == FeedFormat.Rss ? "/feed/rss" : "/feed";
}
