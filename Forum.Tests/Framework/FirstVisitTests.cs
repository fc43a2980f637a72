using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Forum.Tests.Support;

namespace Forum.Tests.Framework;

/// <summary>What a guest's browser with an empty cache loads, compressed as it requests.</summary>
public partial class FirstVisitTests(CastForum forum) : IClassFixture<CastForum>
{
    private const int MaxBytes = 20 * 1024;

    [Fact]
    public async Task A_guests_first_visit_to_a_full_page_brings_at_most_20_KB()
    {
        var thread = await forum.ThreadAsync(text: "The first of **twenty** posts, with a [link](https://example.org) and `code`.");
        for (var number = 2; number <= 20; number++)
            await forum.ReplyAsync(number % 2 == 0 ? forum.Cleo : forum.Bob, thread.ThreadId, $"Reply {number}.\n\n> A quotation\n\nWhat there is to say of it, in a sentence or two, as people write them: {Guid.NewGuid()}.");
        using var guest = forum.Guest();

        foreach (var path in new[] { "/", "/b/general", $"/t/{thread.ThreadId}/{thread.Slug}" })
        {
            var html = (await guest.GetAsync(path)).Body;
            var loaded = new Dictionary<string, long> { [path] = await SizeAsync(guest, path) };
            foreach (var address in Loaded().Matches(html).Select(static match => "/" + match.Groups[1].Value.TrimStart('/')).Distinct())
                loaded[address] = await SizeAsync(guest, address);

            Assert.True(loaded.Count >= 4, "The page's style sheet, icon and script were not found.");
            Assert.True(loaded.Values.Sum() is > 5000 and <= MaxBytes, string.Join('\n', loaded));
        }
    }

    [Fact]
    public async Task The_framework_comes_with_what_lives_and_to_members()
    {
        using var guest = forum.Guest();
        var bob = await forum.VisitorAsync(forum.Bob);

        foreach (var path in new[] { "/", "/b/general", "/u/Bob", "/search?q=x", "/sign-in", "/register", "/chat", "/nowhere" })
            Assert.DoesNotContain("blazor.web", (await guest.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Contains("blazor.web", (await bob.GetAsync("/")).Body, StringComparison.Ordinal);

        guest.Cookies.Add(forum.Forum.Address, new System.Net.Cookie("forum-chat", "open"));
        Assert.Contains("blazor.web", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
        guest.Cookies.Add(forum.Forum.Address, new System.Net.Cookie("forum-chat", "closed"));
        Assert.DoesNotContain("blazor.web", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    private static async Task<long> SizeAsync(Visitor guest, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (!Path.HasExtension(path))
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var answer = await guest.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return Path.HasExtension(path) ? Compressed(body) : body.LongLength;
    }

    // Files are compressed like this when the forum is published; in development, gzip stores them uncompressed.
    private static long Compressed(byte[] file)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(file);
        return compressed.Length;
    }

    [GeneratedRegex("(?:<link rel=\"(?:stylesheet|icon)\" href|<script[^>]* src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();
}
