using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Site;
using Forum.Tests.Support;

namespace Forum.Tests.Site;

public class ChangeForumSettingsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task The_forum_is_renamed_by_an_administrator_to_something_that_is_seen()
    {
        var info = forum.Get<ForumInfo>();
        var before = await info.FactsAsync(TestContext.Current.CancellationToken);
        foreach (var viewer in new[] { Viewer.Guest, forum.Bob, forum.Mona })
            Assert.Same(Refusal.NotFound, (await SaveAsync(viewer, "Mine")).Refusal);
        Assert.Same(Refusal.LockedOut, (await SaveAsync(forum.Lars, "Mine")).Refusal);
        foreach (var name in new[] { null, "", " \t ", "\u200b", new string('x', 61) })
            Assert.Equal("ForumName", (await SaveAsync(forum.Ada, name)).Refusal?.Field);
        Assert.Equal("Description", (await SaveAsync(forum.Ada, "Fine", new string('x', 301))).Refusal?.Field);
        Assert.Equal(before, await info.FactsAsync(TestContext.Current.CancellationToken));

        Assert.True((await SaveAsync(forum.Ada, "  <b>Harbour</b>   talk ")).IsDone);

        Assert.Equal("<b>Harbour</b> talk", (await info.FactsAsync(TestContext.Current.CancellationToken)).Name);
        Assert.DoesNotContain("<b>Harbour", (await forum.Guest().GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_description_is_on_the_home_page_and_in_its_feeds_as_one_line()
    {
        using var guest = forum.Guest();
        Assert.Single(Regex.Matches((await guest.GetAsync("/")).Body, "<meta name=\"description\" content=\"Boards, threads and chat at "));

        Assert.True((await SaveAsync(forum.Ada, "Harbour", " About \"ships\"\n& tides. ")).IsDone);

        Assert.Equal("About &quot;ships&quot; &amp; tides.", Assert.Single(Regex.Matches((await guest.GetAsync("/")).Body, "<meta name=\"description\" content=\"([^\"]*)\"")).Groups[1].Value);
        Assert.DoesNotContain("tides", (await guest.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        Assert.Contains("<subtitle type=\"text\">About \"ships\" &amp; tides.</subtitle>", (await guest.GetAsync("/feed")).Body, StringComparison.Ordinal);
        Assert.Contains("<description>About \"ships\" &amp; tides.</description>", (await guest.GetAsync("/feed/rss")).Body, StringComparison.Ordinal);
    }

    private Task<Outcome<Done>> SaveAsync(Viewer viewer, string? name, string? description = null) =>
        forum.Get<ChangeForumSettings>().RunAsync(viewer, new ForumSettingsForm(name, description), TestContext.Current.CancellationToken);
}
