using Forum.Core.Live;

namespace Forum.Core.Site;

/// <summary>The channels of the site.</summary>
public static class SiteChannels
{
    /// <summary>The kind of the channel of the pages that administrators write.</summary>
    public const string PagesKind = "SitePages";

    extension(LiveChannel)
    {
        /// <summary>The pages that administrators write.</summary>
        public static LiveChannel SitePages => new(PagesKind);
    }
}
