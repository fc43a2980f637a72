using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Members;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Forum.Web.Components;

namespace Forum.Tests.Threads;

/// <summary>Members who see more posts per page than others, at the same addresses.</summary>
public class PostsPerPageTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData(1, 2, 21, 40, "[2] 1 1 3 3")]
    [InlineData(1, 3, 41, 60, "[3] 1 1 2 2")]
    [InlineData(2, 1, 1, 40, "[1] 3 3")]
    [InlineData(2, 2, 1, 40, "[1] 3 3")]
    [InlineData(2, 3, 41, 60, "[2] 1 1")]
    [InlineData(2, 99, 41, 60, "[2] 1 1")]
    [InlineData(3, 1, 1, 60, "")]
    [InlineData(3, 3, 1, 60, "")]
    [InlineData(5, 2, 1, 60, "")]
    public async Task A_page_of_sixty_posts_holds_those_around_the_one_that_was_asked_for(int together, int page, int first, int last, string pager)
    {
        var (thread, reader) = (await ThreadOfAsync(60), await ReaderAsync(together));

        var body = (await reader.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}?page={page}")).Body;

        Assert.Equal(Enumerable.Range(first, last - first + 1), Numbers(body));
        Assert.Equal(pager, Pager(body, thread));
    }

    [Fact]
    public async Task The_last_page_is_shorter_when_the_posts_do_not_come_out_even()
    {
        var (thread, reader) = (await ThreadOfAsync(61), await ReaderAsync(2));

        var body = (await reader.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}?page=4")).Body;

        Assert.Equal(Enumerable.Range(41, 21), Numbers(body));
    }

    [Fact]
    public async Task Others_have_their_twenty_also_right_after_somebody_who_reads_a_hundred()
    {
        var (thread, reader) = (await ThreadOfAsync(60), await ReaderAsync(5));
        using var guest = forum.Guest();
        var address = $"/t/{thread.ThreadId}/{thread.Slug}?page=2";
        Assert.Equal(60, Numbers((await reader.GetAsync(address)).Body).Count());

        Assert.Equal(Enumerable.Range(21, 20), Numbers((await guest.GetAsync(address)).Body));
        Assert.Equal(Enumerable.Range(21, 20), Numbers((await (await forum.VisitorAsync(forum.Bob)).GetAsync(address)).Body));
    }

    [Fact]
    public async Task All_that_was_on_the_page_counts_as_read()
    {
        var thread = await ThreadOfAsync(60);
        var member = await MemberAsync(2);
        await (await forum.VisitorAsync(member)).GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");

        Assert.Equal(40, (await forum.Get<ReadMarks>().FindAsync(member, [thread.ThreadId], TestContext.Current.CancellationToken))[thread.ThreadId]);
    }

    [Fact]
    public async Task A_link_to_a_post_leads_to_it_however_many_stand_together()
    {
        var (thread, reader) = (await ThreadOfAsync(60), await ReaderAsync(2));
        var post = (await forum.PostsAsync(thread.ThreadId, 2))[4];

        var answer = await reader.GetAsync($"/p/{post.Id}");

        Assert.Equal($"/t/{thread.ThreadId}/{thread.Slug}?page=2#p25", answer.Location);
        Assert.Contains(25, Numbers((await reader.GetAsync(answer.Location!.Split('#')[0])).Body));
    }

    private static IEnumerable<int> Numbers(string body) => Regex.Matches(body, "<article class=\"post[^\"]*\" id=\"p(\\d+)\"").Select(match => int.Parse(match.Groups[1].Value, null));

    // The current page, and where the links of the first pager lead.
    private static string Pager(string body, ThreadPlace thread)
    {
        var pager = Regex.Match(body, "<nav class=\"pager\".*?</nav>", RegexOptions.Singleline).Value;
        var here = Regex.Matches(pager, "aria-current=\"page\">(\\d+)<").Select(match => $"[{match.Groups[1].Value}]");
        var links = Regex.Matches(pager, $"href=\"/t/{thread.ThreadId}/{thread.Slug}(?:[?]page=(\\d+))?\"").Select(match => match.Groups[1].Success ? match.Groups[1].Value : "1");
        return string.Join(' ', here.Concat(links.Order()));
    }

    private async Task<Viewer> MemberAsync(int together)
    {
        var member = await forum.MemberAsync();
        Assert.True((await forum.Get<ChangePreferences>().RunAsync(member, new PreferencesForm(Theme.AsTheDevice, together, true, true, "", ""))).IsDone);
        return member;
    }

    private async Task<Visitor> ReaderAsync(int together) => await forum.VisitorAsync(await MemberAsync(together));

    private async Task<ThreadPlace> ThreadOfAsync(int posts)
    {
        var thread = await forum.ThreadAsync();
        for (var number = 2; number <= posts; number++)
            Assert.Equal(number, (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, $"Post {number}.")).Value.Number);
        return thread;
    }
}
