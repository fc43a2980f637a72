using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Search;
using Forum.Core.Threads;
using Forum.Tests.Framework;
using Forum.Tests.Support;
using Forum.Web.Components;
using Forum.Web.Feeds;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Feeds;

public class FeedTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static readonly string[] Hostile =
    [
        "Control \u0001\u0002\u0008\u000b\u001f\u007f\u0085 and ]]> and <![CDATA[ and <!-- and &amp; and &#1; and &#x0; \uffff \ufffe",
        "<script>alert(1)</script> \"quoted\" 'and' 😀 \u202e \u2028 日本語", "![a](/attachments/1) [b](/t/1) [c](https://example.org/?a=1&b=2) [d](#x) [e](mailto:a@example.org)[^1]\n\n[^1]: Note.",
    ];

    [Fact]
    public async Task Every_feed_is_what_a_strict_reader_takes_whatever_was_posted()
    {
        var board = await forum.BoardAsync();
        var thread = (await forum.StartAsync(forum.Bob, board.Id, "A title & <more> \u0001 ]]>", "The beginning")).Value;
        foreach (var text in Hostile)
            Assert.True((await forum.ReplyAsync(forum.Bob, thread.ThreadId, text)).IsDone);
        using var guest = forum.Guest();

        foreach (var path in new[] { "/feed", $"/b/{board.Slug}/feed", $"/t/{thread.ThreadId}/feed", "/u/Bob/feed" })
        {
            var answer = await guest.GetAsync(path);
            Assert.Equal((path, 200, "application/atom+xml; charset=utf-8", ""), (path, answer.Status, answer.Header("Content-Type"), answer.Header("Set-Cookie")));
            var feed = Parse(answer.Body);
            var entries = feed.Elements(Atom + "entry").ToList();
            Assert.Equal(4, entries.Take(4).Count(entry => entry.Element(Atom + "title")!.Value.StartsWith("A title & <more>", StringComparison.Ordinal)));
            Assert.Equal(forum.Forum.Address + path[1..], feed.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
            Assert.Equal(entries.Count, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
            foreach (var element in new[] { feed }.Concat(entries))
                Assert.True(DateTimeOffset.TryParse(element.Element(Atom + "updated")!.Value, out _) && element.Element(Atom + "id")!.Value.StartsWith("http", StringComparison.Ordinal));
            Assert.All(entries, entry => Assert.NotEmpty(entry.Element(Atom + "author")!.Element(Atom + "name")!.Value));
        }
    }

    [Fact]
    public async Task Addresses_in_a_post_lead_to_the_forum_from_anywhere()
    {
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "It was ||the ||very|| butler|| and\n\n" + Hostile[2] + " @Cleo")).Value;
        using var guest = forum.Guest();

        var content = Parse((await guest.GetAsync($"/t/{thread.ThreadId}/feed")).Body).Element(Atom + "entry")!.Element(Atom + "content")!;

        Assert.Equal("html", content.Attribute("type")!.Value);
        var root = forum.Forum.Address.ToString();
        foreach (var part in new[] { $"src=\"{root}attachments/1\"", $"href=\"{root}t/1\"", "href=\"https://example.org/?a=1&amp;b=2\"", $"href=\"{root}p/{post.Id}#x\"", "href=\"mailto:a@example.org\"", $"href=\"{root}u/Cleo\"", $"href=\"{root}p/{post.Id}#n" })
            Assert.Contains(part, content.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"/", content.Value, StringComparison.Ordinal);

        // A feed reader has no style sheet that would hide it.
        Assert.DoesNotContain("butler", content.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("very", content.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_shows_what_guests_read_whoever_asks()
    {
        var board = await forum.BoardAsync(Role.Member);
        var hidden = await forum.ThreadAsync(forum.Bob, board.Id, "For members alone");
        var removed = await forum.ThreadAsync(text: "Of a thread that is removed");
        await forum.ModerateAsync(forum.Mona, removed.ThreadId, ThreadModeration.Remove);
        var open = await forum.ThreadAsync(text: "For everybody");
        var gone = (await forum.ReplyAsync(forum.Bob, open.ThreadId, "Of a post that is removed")).Value;
        await forum.RemoveAsync(forum.Bob, gone.Id);

        foreach (var visitor in new[] { forum.Guest(), await forum.VisitorAsync(forum.Bob), await forum.VisitorAsync(forum.Ada) })
        {
            foreach (var path in new[] { "/feed", "/u/Bob/feed", "/feed/rss", "/u/Bob/feed/rss" })
            {
                var body = (await visitor.GetAsync(path)).Body;
                Assert.Contains("For everybody", body, StringComparison.Ordinal);
                Assert.All(["For members alone", "that is removed"], text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
            }

            foreach (var page in new[] { $"/b/{board.Slug}", $"/t/{hidden.ThreadId}", $"/t/{removed.ThreadId}" })
                Assert.Equal((404, 404), ((await visitor.GetAsync(page + "/feed")).Status, (await visitor.GetAsync(page + "/feed/rss")).Status));
        }

        Assert.DoesNotContain("rel=\"alternate\"", (await (await forum.VisitorAsync(forum.Bob)).GetAsync($"/b/{board.Slug}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/feed", "application/atom+xml")]
    [InlineData("/feed/rss", "application/rss+xml")]
    public async Task A_reader_that_has_it_is_told_so_until_something_changes(string feed, string type)
    {
        var thread = await forum.ThreadAsync();
        var path = $"/t/{thread.ThreadId}{feed}";
        using var guest = forum.Guest();

        // Rendered once, then twice from the cache.
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var answer = await guest.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotModified, await AskAsync("If-None-Match", answer.Header("ETag")));
            Assert.Equal(HttpStatusCode.NotModified, await AskAsync("If-Modified-Since", answer.Header("Last-Modified")));
        }

        var tag = (await guest.GetAsync(path)).Header("ETag");
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Something new");
        Assert.Equal(HttpStatusCode.OK, await AskAsync("If-None-Match", tag));
        Assert.Contains("Something new", (await guest.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.NotEqual(tag, (await guest.GetAsync(path)).Header("ETag"));

        using var head = new HttpRequestMessage(HttpMethod.Head, path);
        using var headers = await guest.Client.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, type, ""), (headers.StatusCode, headers.Content.Headers.ContentType!.MediaType, await headers.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.NotNull(headers.Headers.ETag);

        async Task<HttpStatusCode> AskAsync(string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            Assert.True(request.Headers.TryAddWithoutValidation(header, value));
            using var answer = await guest.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Pages_name_their_feeds_and_a_feed_is_no_view_of_its_thread()
    {
        var thread = await forum.ThreadAsync();
        using var guest = forum.Guest();
        foreach (var (page, feed) in new[] { ("/", "/feed"), ("/b/general", "/b/general/feed"), ($"/t/{thread.ThreadId}/{thread.Slug}", $"/t/{thread.ThreadId}/feed"), ("/u/Bob", "/u/Bob/feed") })
        {
            var links = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync((await guest.GetAsync(page)).Body, TestContext.Current.CancellationToken);
            foreach (var (type, path) in new[] { ("application/atom+xml", feed), ("application/rss+xml", feed + "/rss") })
            {
                Assert.Equal(path, links.QuerySelector($"head link[rel=alternate][type='{type}'][title]")?.GetAttribute("href"));
                Assert.Equal(200, (await guest.GetAsync(path)).Status);
            }
        }

        foreach (var _ in Enumerable.Range(0, 5))
        {
            await guest.GetAsync($"/t/{thread.ThreadId}/feed");
            await guest.GetAsync($"/t/{thread.ThreadId}/feed/rss");
        }

        await forum.Get<ViewCounts>().WriteBatchAsync(TestContext.Current.CancellationToken);
        await using var db = await forum.Get<IDbContextFactory<ForumDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, (await db.Threads.SingleAsync(row => row.Id == thread.ThreadId, TestContext.Current.CancellationToken)).ViewCount);
    }

    [Fact]
    public async Task A_thread_feed_has_the_newest_twenty()
    {
        var thread = await forum.ThreadAsync();
        for (var i = 2; i <= 25; i++)
            await forum.ReplyAsync(forum.Cleo, thread.ThreadId, $"Reply {i}");
        using var guest = forum.Guest();

        var titles = Parse((await guest.GetAsync($"/t/{thread.ThreadId}/feed")).Body).Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value.Split('#')[1]).ToList();

        Assert.Equal(Enumerable.Range(6, 20).Reverse().Select(number => $"{number})"), titles);
    }

    [Fact]
    public async Task Every_feed_is_there_as_RSS_too_with_the_same_posts()
    {
        var board = await forum.BoardAsync();
        var thread = (await forum.StartAsync(forum.Bob, board.Id, "A title & <more> \u0001 ]]>", "The beginning")).Value;
        foreach (var text in Hostile)
            Assert.True((await forum.ReplyAsync(forum.Cleo, thread.ThreadId, text)).IsDone);
        using var guest = forum.Guest();

        foreach (var page in new[] { "", $"/b/{board.Slug}", $"/t/{thread.ThreadId}", "/u/Cleo" })
        {
            var answer = await guest.GetAsync(page + "/feed/rss");
            Assert.Equal((page, 200, "application/rss+xml; charset=utf-8", ""), (page, answer.Status, answer.Header("Content-Type"), answer.Header("Set-Cookie")));
            var rss = Load(answer.Body);
            Assert.Equal(("rss", "2.0"), (rss.Name.LocalName, rss.Attribute("version")!.Value));
            var channel = rss.Element("channel")!;
            Assert.All(["title", "link", "description"], name => Assert.NotEmpty(channel.Element(name)!.Value));
            Assert.Equal(forum.Forum.Address + (page + "/feed/rss")[1..], channel.Elements(Atom + "link").Single().Attribute("href")!.Value);
            var items = channel.Elements("item").ToList();
            var entries = Parse((await guest.GetAsync(page + "/feed")).Body).Elements(Atom + "entry").ToList();
            Assert.Equal(entries.Select(static entry => entry.Element(Atom + "id")!.Value), items.Select(static item => item.Element("guid")!.Value));
            Assert.Equal(entries.Select(static entry => entry.Element(Atom + "content")!.Value), items.Select(static item => item.Element("description")!.Value));
            Assert.All(items, static item => Assert.Equal(item.Element("guid")!.Value, item.Element("link")!.Value));
            Assert.All(items, static item => Assert.True(DateTimeOffset.TryParse(item.Element("pubDate")!.Value, out _)));
            Assert.Equal("Cleo", items[0].Element(XName.Get("creator", "http://purl.org/dc/elements/1.1/"))!.Value);
        }
    }

    [Theory]
    [InlineData(FeedFormat.Atom)]
    [InlineData(FeedFormat.Rss)]
    public void No_character_that_XML_has_not_gets_into_a_feed(FeedFormat format)
    {
        var odd = string.Concat(Enumerable.Range(0, 0x20).Select(static unit => (char)unit)) + "\uFFFE\uFFFF\uD800 \uDC00 \uDBFF";
        var post = new NewestPost(1, odd + "title", 2, 1, odd + "name", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, odd + "<p>text</p>");
        var head = new FeedHead(odd + "feed", "https://example.org/feed", "https://example.org/", "https://example.org", new PseudoTexts());

        var text = Load(Encoding.UTF8.GetString(FeedWriter.Write(head, [post], format))).Value;

        Assert.All(["feed", "title", "name", "<p>text</p>"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private static XElement Load(string body)
    {
        using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader).Root!;
    }

    private static XElement Parse(string body)
    {
        var feed = Load(body);
        Assert.Equal(Atom + "feed", feed.Name);
        return feed;
    }
}
