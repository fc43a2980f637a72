using Forum.Core.Members.Relations;
using Forum.Tests.Support;


namespace Forum.Tests.Search;

public class SearchPageTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_reply_is_found_by_the_very_next_search_of_a_guest()
    {
        var thread = await forum.ThreadAsync();
        using var guest = forum.Guest();
        Assert.Contains("No results", (await guest.GetAsync("/search?q=dulcimer")).Body, StringComparison.Ordinal);

        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "The <i>dulcimer</i> & I")).Value;

        var page = await guest.GetAsync("/search?q=dulcimer");
        Assert.Contains($"/t/{thread.ThreadId}/{thread.Slug}#p{reply.Number}", page.Body, StringComparison.Ordinal);
        Assert.Contains("The &lt;i&gt;<mark>dulcimer</mark>&lt;/i&gt; &amp; I", page.Body, StringComparison.Ordinal);
        Assert.Contains("1 result", page.Body, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"noindex\"", page.Body, StringComparison.Ordinal);
        Assert.Equal("", page.Header("Set-Cookie"));
    }

    [Fact]
    public async Task The_page_says_what_to_do_when_there_is_nothing_to_show()
    {
        using var guest = forum.Guest();
        foreach (var (query, said) in new[]
        {
            ("", "What are you looking for?"), ("?q=", "What are you looking for?"), ("?q=%20%00", "What are you looking for?"), ("?q=!!!", "Enter at least one word"),
            ("?q=nothing-of-the-kind", "Try fewer or different words"), ("?q=x&board=nowhere", "Board not found."), ("?q=x&board=staff-room", "Board not found."),
            ("?q=x&author=Nobody", "Member not found."), ("?q=x&thread=abc", "Thread not found."), ("?q=x&thread=999999", "Thread not found."),
            ("?q=nothing-of-the-kind&author=Bob", "Search everywhere"),
        })
        {
            var page = await guest.GetAsync("/search" + query);
            Assert.Equal((query, 200), (query, page.Status));
            Assert.Contains(said, page.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_asked_for_stands_in_the_form_and_goes_from_page_to_page()
    {
        var thread = await forum.ThreadAsync();
        for (var i = 0; i < 25; i++)
            await forum.ReplyAsync(forum.Bob, thread.ThreadId, $"Bassoon & clarinet {i}");
        using var guest = forum.Guest();

        var page = (await guest.GetAsync("/search?q=%22bassoon%20clarinet%22&board=general&author=bob&sort=best&page=99")).Body;

        Assert.Contains("25 results", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;bassoon clarinet&quot;\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"general\" selected", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"best\" selected", page, StringComparison.Ordinal);
        Assert.Contains("/search?q=%22bassoon%20clarinet%22&amp;board=general&amp;author=bob&amp;sort=best\"", page, StringComparison.Ordinal);
        Assert.Equal(5, page.Split("<mark>").Length - 1);
    }

    [Fact]
    public async Task What_somebody_blocked_has_said_is_folded()
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        await forum.ThreadAsync(writer, text: "My accordion is loud");
        Assert.True((await forum.Get<BlockMember>().BlockAsync(reader, writer.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        var visitor = await forum.VisitorAsync(reader);
        Assert.Contains("by a member you blocked</summary>", (await visitor.GetAsync("/search?q=accordion")).Body, StringComparison.Ordinal);
        using var guest = forum.Guest();
        Assert.DoesNotContain("blocked", (await guest.GetAsync("/search?q=accordion")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_threads_and_every_page_lead_to_the_search()
    {
        var thread = await forum.ThreadAsync();
        using var guest = forum.Guest();

        Assert.Contains("href=\"/search?board=general\"", (await guest.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
        Assert.Contains($"href=\"/search?thread={thread.ThreadId}\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/search\"", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"thread\" value=\"{thread.ThreadId}\" checked", (await guest.GetAsync($"/search?thread={thread.ThreadId}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_searches_too_often_waits_and_others_do_not()
    {
        await using var slow = new CastForum { Settings = [("Forum:Limits:SearchesPerMinute", "2")] };
        await slow.InitializeAsync();
        using var guest = slow.Guest();
        var bob = await slow.VisitorAsync(slow.Bob);
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(200, (await guest.GetAsync("/search?q=word")).Status);

        var page = await guest.GetAsync("/search?q=word");

        Assert.Equal(429, page.Status);
        Assert.Contains("searching too fast.", page.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"word\"", page.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await guest.GetAsync("/search")).Status);
        Assert.Equal(200, (await bob.GetAsync("/search?q=word")).Status);
    }
}
