using System.Globalization;
using System.Net;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Forum.Core.Search;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Feeds;

/// <summary>A feed's metadata.</summary>
/// <param name="Self">The feed's absolute URL.</param>
/// <param name="Page">The absolute URL of the page whose posts it lists.</param>
/// <param name="Root">The forum's absolute URL, without a trailing slash.</param>
/// <param name="Texts">What to call an author without a name, and what else the forum adds.</param>
public sealed record FeedHead(string Title, string Self, string Page, string Root, IStringLocalizer Texts)
{
    /// <summary>What the feed is about; empty for none.</summary>
    public string Description { get; init; } = "";
}

/// <summary>Writes posts as a feed.</summary>
public static partial class FeedWriter
{
    // The only element in which RSS readers look for a name: RSS's own wants an email address.
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>The time of the feed's latest change; long ago for a feed without posts.</summary>
    public static DateTimeOffset UpdatedAt(IReadOnlyList<NewestPost> posts) =>
        posts.Count == 0 ? DateTimeOffset.UnixEpoch : posts.Max(static post => post.UpdatedAt);

    // Only RSS requires one.
    private static TextSyndicationContent? Description(FeedHead head, string title, FeedFormat format) =>
        head.Description.Length > 0 ? new(Allowed(head.Description)) : format == FeedFormat.Rss ? new(title) : null;

    /// <summary>The feed as UTF-8.</summary>
    public static byte[] Write(FeedHead head, IReadOnlyList<NewestPost> posts, FeedFormat format)
    {
        var title = Allowed(head.Title);
        var feed = new SyndicationFeed(posts.Select(post => Item(head, post, format)))
        {
            Id = head.Page,
            Title = new TextSyndicationContent(title),
            LastUpdatedTime = UpdatedAt(posts),
            Description = Description(head, title, format),
        };
        feed.Links.Add(new SyndicationLink(new Uri(head.Self), "self", null, FeedFormats.MediaTypeOf(format), 0));
        feed.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(head.Page), "text/html"));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            SyndicationFeedFormatter formatter = format == FeedFormat.Rss ? new Rss20FeedFormatter(feed) : new Atom10FeedFormatter(feed);
            formatter.WriteTo(xml);
        }

        return bytes.ToArray();
    }

    /// <summary>Makes URLs in a post work outside the forum: a footnote links to the post, a member to the forum.</summary>
    public static string Absolute(string html, string post) => Addresses().Replace(html, match =>
    {
        var address = WebUtility.HtmlDecode(match.Groups[2].Value);
        return Uri.TryCreate(new Uri(post), address, out var absolute)
            ? $"{match.Groups[1].Value}\"{WebUtility.HtmlEncode(absolute.AbsoluteUri)}\""
            : match.Value;
    });

    private static SyndicationItem Item(FeedHead head, NewestPost post, FeedFormat format)
    {
        // The permalink: it survives edits of the post and of the thread's title.
        var address = string.Create(CultureInfo.InvariantCulture, $"{head.Root}/p/{post.Id}");
        var title = post.Number == 1 ? post.ThreadTitle : string.Create(CultureInfo.InvariantCulture, $"{post.ThreadTitle} (#{post.Number})");
        var item = new SyndicationItem
        {
            Title = new TextSyndicationContent(Allowed(title)),
            PublishDate = post.CreatedAt,
            LastUpdatedTime = post.UpdatedAt,
            Content = SyndicationContent.CreateHtmlContent(Allowed(Absolute(Hidden(head.Texts.Prose(post.Html).Value, head.Texts), address))),
        };
        item.AddPermalink(new Uri(address));
        var name = Allowed(head.Texts.Author(post.AuthorId, post.AuthorName));
        if (format == FeedFormat.Rss)
            item.ElementExtensions.Add("creator", DublinCore, name);
        else
            item.Authors.Add(new SyndicationPerson(null, name, null));
        return item;
    }

    // Spoilers that CSS hides on a page would be visible in a reader; replace the inner one of two first.
    private static string Hidden(string html, IStringLocalizer texts)
    {
        while (Spoilers().IsMatch(html))
            html = Spoilers().Replace(html, _ => WebUtility.HtmlEncode(texts["[spoiler]"]));
        return html;
    }

    // XML can't represent control characters, not even escaped: one in a post would break the feed for every reader.
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                allowed.Append(rune);
        }

        return allowed.ToString();
    }

    // The renderer's own attributes: in what people type, quotation marks are escaped.
    [GeneratedRegex("( (?:href|src)=)\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<span class=\"spoiler\"[^>]*>(?:(?!</?span)[\\s\\S])*</span>")]
    private static partial Regex Spoilers();
}
