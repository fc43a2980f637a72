using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Posts.Reactions;
using Forum.Tests.Support;
using Forum.Web.Members.Profiles;

namespace Forum.Tests.Members;

/// <summary>The tabs of a profile: what is on each, and who sees it.</summary>
public class ProfileTabsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Activity_has_posts_by_thread_and_replies_leave_out_those_that_open_one()
    {
        var member = await forum.MemberAsync();
        var (own, other) = (await forum.ThreadAsync(member, text: "Opening words"), await forum.ThreadAsync(text: "Another's words"));
        await forum.ReplyAsync(member, other.ThreadId, "First reply");
        await forum.ReplyAsync(member, own.ThreadId, "Second reply");
        await forum.ReplyAsync(member, other.ThreadId, "**Third** reply");

        var activity = await PageAsync(Viewer.Guest, member);
        var replies = await PageAsync(Viewer.Guest, member, "/replies");

        Assert.Equal(["Third reply", "First reply", "Second reply", "Opening words"], Texts(activity));
        Assert.Equal(2, Regex.Count(activity, "class=\"post-digest card\""));
        Assert.Equal(["Third reply", "First reply", "Second reply"], Texts(replies));
        Assert.DoesNotContain("Another's", activity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_lists_have_pages_that_need_no_script()
    {
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync();
        for (var number = 1; number <= 21; number++)
            await forum.ReplyAsync(member, thread.ThreadId, $"Reply {number}.");

        var first = await PageAsync(Viewer.Guest, member, "/replies");
        Assert.Contains($"rel=\"next\" href=\"/u/{member.Name}/replies?page=2\"", first, StringComparison.Ordinal);
        Assert.Equal(20, Texts(first).Count());

        var second = await PageAsync(Viewer.Guest, member, "/replies?page=2");
        Assert.Equal(["Reply 1."], Texts(second));
        Assert.Contains($"rel=\"prev\" href=\"/u/{member.Name}/replies\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reactions_are_the_posts_that_the_member_likes_as_far_as_the_viewer_may_read_them()
    {
        var board = await forum.BoardAsync(Role.Member);
        var member = await forum.MemberAsync();
        var (open, hidden) = (await forum.ThreadAsync(text: "Liked in the open"), await forum.ThreadAsync(boardId: board.Id, text: "Liked among members"));
        var reply = (await forum.ReplyAsync(forum.Bob, open.ThreadId, "Liked and removed")).Value;
        foreach (var postId in new[] { (await forum.PostsAsync(open.ThreadId))[0].Id, (await forum.PostsAsync(hidden.ThreadId))[0].Id, reply.Id })
            Assert.True((await forum.Get<ReactToPost>().RunAsync(member, postId, ReactionKind.Love, TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal(["Liked and removed", "Liked among members", "Liked in the open"], Texts(await PageAsync(forum.Cleo, member, "/reactions")));

        await forum.RemoveAsync(forum.Bob, reply.Id);

        Assert.Equal(["Liked in the open"], Texts(await PageAsync(Viewer.Guest, member, "/reactions")));
        Assert.Equal(["Liked among members", "Liked in the open"], Texts(await PageAsync(forum.Cleo, member, "/reactions")));
        Assert.DoesNotContain("Liked", await PageAsync(forum.Cleo, forum.Cleo, "/reactions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_tabs_say_so_and_unknown_members_and_tabs_are_not_found()
    {
        var member = await forum.MemberAsync();
        foreach (var (tab, text) in new[] { ("", "No posts yet"), ("/threads", "No threads yet"), ("/replies", "No replies yet"), ("/reactions", "No reactions yet"), ("/about", "written anything about") })
        {
            Assert.Contains(text, await PageAsync(Viewer.Guest, member, tab), StringComparison.Ordinal);
            using var guest = forum.Guest();
            Assert.Equal(404, (await guest.GetAsync($"/u/Nobody.there{tab}")).Status);
        }

        using var visitor = forum.Guest();
        Assert.Equal(404, (await visitor.GetAsync($"/u/{member.Name}/badges")).Status);
    }

    [Fact]
    public async Task Every_tab_marks_itself_and_follows_a_new_name()
    {
        var member = await forum.MemberAsync();
        var name = forum.Fresh("Renamed");
        Assert.True((await forum.Get<ChangeName>().RunAsync(member, name, TestContext.Current.CancellationToken)).IsDone);
        using var guest = forum.Guest();
        Assert.Equal(["", "threads", "replies", "reactions", "about"], ProfileTab.All.Select(static tab => tab.Word));
        foreach (var tab in ProfileTab.All)
        {
            var answer = await guest.GetAsync(tab.LinkOf(member.Name));
            Assert.Equal((302, true), (answer.Status, answer.Location!.EndsWith(tab.LinkOf(name), StringComparison.Ordinal)));
            Assert.Contains($"<a href=\"{tab.LinkOf(name)}\" aria-current=\"page\">{tab.Title}</a>", (await guest.GetAsync(tab.LinkOf(name))).Body, StringComparison.Ordinal);
        }
    }

    private async Task<string> PageAsync(Viewer viewer, Viewer member, string tab = "") => (await (await forum.VisitorAsync(viewer)).GetAsync($"/u/{member.Name}{tab}")).Body;

    private static IEnumerable<string> Texts(string page) => Regex.Matches(page, "post-digest-text\"[^>]*>([^<]*)<").Select(match => match.Groups[1].Value);
}
