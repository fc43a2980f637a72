using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Forum.Core.Search;

namespace Forum.Web.Feeds;

/// <summary>What a feed says of itself.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Self">Its own absolute address.</param>
/// <param name="Page">The absolute address of the page whose posts it tells of.</param>
/// <param name="Root">The absolute address of the forum, without a slash at its end.</param>
/// <param name="NameOf">What somebody is called who has no name, by their key.</param>
public sealed record FeedHead(string Title, string Self, string Page, string Root, Func<int?, string?, string> NameOf);

/// <summary>Writes posts as an Atom feed: https://www.rfc-editor.org/rfc/rfc4287.</summary>
public static partial class AtomFeed
{
    /// <summary>What the answer is.</summary>
    public const string MediaType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>When the newest change of a feed was; long ago for one without posts.</summary>
    public static DateTimeOffset UpdatedAt(IReadOnlyList<NewestPost> posts) =>
        posts.Count == 0 ? DateTimeOffset.UnixEpoch : posts.Max(static post => post.UpdatedAt);

    /// <summary>The feed as UTF-8.</summary>
    public static byte[] Write(FeedHead head, IReadOnlyList<NewestPost> posts)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, head.Page);
            Text(xml, "title", head.Title);
            xml.WriteElementString("updated", Namespace, Moment(UpdatedAt(posts)));
            Link(xml, "self", head.Self, MediaType);
            Link(xml, "alternate", head.Page, "text/html");
            foreach (var post in posts)
                Entry(xml, head, post);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>Addresses in a post as they stand outside of the forum: a footnote leads to the post, a member to the forum.</summary>
    public static string Absolute(string html, string post) => Addresses().Replace(html, match =>
    {
        var address = System.Net.WebUtility.HtmlDecode(match.Groups[2].Value);
        return Uri.TryCreate(new Uri(post), address, out var absolute)
            ? $"{match.Groups[1].Value}\"{System.Net.WebUtility.HtmlEncode(absolute.AbsoluteUri)}\""
            : match.Value;
    });

    private static void Entry(XmlWriter xml, FeedHead head, NewestPost post)
    {
        // The permanent address: it stays when the post is edited, and when its thread gets another title.
        var address = string.Create(CultureInfo.InvariantCulture, $"{head.Root}/p/{post.Id}");
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, address);
        Text(xml, "title", post.Number == 1 ? post.ThreadTitle : string.Create(CultureInfo.InvariantCulture, $"{post.ThreadTitle} (#{post.Number})"));
        xml.WriteElementString("published", Namespace, Moment(post.CreatedAt));
        xml.WriteElementString("updated", Namespace, Moment(post.UpdatedAt));
        Link(xml, "alternate", address, "text/html");
        xml.WriteStartElement("author", Namespace);
        Text(xml, "name", head.NameOf(post.AuthorId, post.AuthorName));
        xml.WriteEndElement();
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Allowed(Absolute(Hidden(post.Html), address)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // What a style hides on a page stands open in a reader; the inner one of two first.
    private static string Hidden(string html)
    {
        while (Spoilers().IsMatch(html))
            html = Spoilers().Replace(html, "[spoiler]");
        return html;
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Allowed(text));

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // XML has no way to say a control character, not even escaped: one in a post would end the feed for every reader.
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

    // The renderer's own attributes: in what was typed a quotation mark is escaped.
    [GeneratedRegex("( (?:href|src)=)\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<span class=\"spoiler\"[^>]*>(?:(?!</?span)[\\s\\S])*</span>")]
    private static partial Regex Spoilers();
}
