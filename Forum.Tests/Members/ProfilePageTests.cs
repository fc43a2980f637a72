using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Core.Threads;
using Forum.Tests.Support;

namespace Forum.Tests.Members;

/// <summary>What a profile and its card show, and what a visitor can do there.</summary>
public class ProfilePageTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_profile_counts_threads_posts_and_followers_and_lists_them()
    {
        var (member, reader) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.Equal(["0", "0", "0", "0"], Numbers(await PageAsync(Viewer.Guest, member)));
        var threads = new List<ThreadPlace>();
        for (var number = 0; number < 6; number++)
            threads.Add(await forum.ThreadAsync(member));
        await forum.ReplyAsync(member, (await forum.ThreadAsync()).ThreadId, "A reply");
        await FollowAsync(reader, member);

        Assert.Equal(["6", "7", "0", "1"], Numbers(await PageAsync(Viewer.Guest, member)));
        Assert.Contains($"href=\"/u/{reader.Name}\"", await PageAsync(Viewer.Guest, member, "/about"), StringComparison.Ordinal);
        var listed = Regex.Matches(await PageAsync(Viewer.Guest, member, "/threads"), "thread-title\">\\s*.*?href=\"/t/(\\d+)/", RegexOptions.Singleline).Select(match => int.Parse(match.Groups[1].Value, null));
        Assert.Equal(threads.AsEnumerable().Reverse().Select(thread => thread.ThreadId), listed);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Removing_and_restoring_a_thread_is_counted()
    {
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(member);
        await forum.ThreadAsync(member);
        Assert.Equal(2, await ThreadCountAsync(member));

        Assert.True((await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove)).IsDone);
        Assert.Equal(1, await ThreadCountAsync(member));
        await forum.CountersAreRightAsync();
        Assert.DoesNotContain($"/t/{thread.ThreadId}/", await PageAsync(forum.Mona, member, "/threads"), StringComparison.Ordinal);

        Assert.True((await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Restore)).IsDone);
        Assert.Equal(2, await ThreadCountAsync(member));
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Threads_that_a_visitor_may_not_read_are_not_named_to_them()
    {
        var board = await forum.BoardAsync(Role.Member);
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(member, board.Id);

        Assert.DoesNotContain(thread.Slug, await PageAsync(Viewer.Guest, member, "/threads"), StringComparison.Ordinal);
        Assert.Contains(thread.Slug, await PageAsync(forum.Cleo, member, "/threads"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_followers_some_are_named_and_the_rest_counted()
    {
        var member = await forum.MemberAsync();
        for (var number = 0; number < 14; number++)
            await FollowAsync(await forum.MemberAsync(), member);

        var followers = (await PageAsync(Viewer.Guest, member, "/about")).Split("class=\"member-list\"")[1].Split("</ul>")[0];

        Assert.Equal(12, Regex.Count(followers, "class=\"member-link\""));
        Assert.Contains("and 2 more", followers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_follows_and_blocks_with_buttons_that_need_no_script()
    {
        var (member, reader) = (await forum.MemberAsync(), await forum.MemberAsync());
        var visitor = await forum.VisitorAsync(reader);
        Assert.Equal(["Follow", "Block"], await ButtonsAsync(visitor, member));

        var answer = await visitor.SubmitAsync($"/u/{member.Name}", "follow");
        Assert.Equal((302, $"/u/{member.Name}"), (answer.Status, answer.Location));
        Assert.Equal(["Unfollow", "Block"], await ButtonsAsync(visitor, member));

        await visitor.SubmitAsync($"/u/{member.Name}", "block");
        Assert.Equal(["Unblock"], await ButtonsAsync(visitor, member));
        Assert.Equal(0, (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name, TestContext.Current.CancellationToken))!.FollowerCount);

        await visitor.SubmitAsync($"/u/{member.Name}", "block");
        Assert.Equal(["Follow", "Block"], await ButtonsAsync(visitor, member));
        await visitor.SubmitAsync($"/u/{member.Name}", "follow");
        await visitor.SubmitAsync($"/u/{member.Name}", "follow");
        Assert.Equal(["Follow", "Block"], await ButtonsAsync(visitor, member));
    }

    [Fact]
    public async Task The_staff_is_followed_but_not_blocked_and_nobody_meets_buttons_on_their_own_profile()
    {
        var reader = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(reader);

        Assert.Equal(["Follow"], await ButtonsAsync(visitor, forum.Mona));
        Assert.Empty(await ButtonsAsync(visitor, reader));
        Assert.Empty(await ButtonsAsync(forum.Guest(), reader));
    }

    [Fact]
    public async Task Whoever_was_blocked_is_refused_in_words_that_do_not_say_so()
    {
        var (member, reader) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await forum.Get<BlockMember>().BlockAsync(member, reader.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        var visitor = await forum.VisitorAsync(reader);

        var answer = await visitor.SubmitAsync($"/u/{member.Name}", "follow");

        Assert.Equal(200, answer.Status);
        Assert.Contains("follow this member.", answer.Body, StringComparison.Ordinal);
        Assert.Equal(["Follow", "Block"], await ButtonsAsync(visitor, member));
    }

    [Fact]
    public async Task A_card_shows_the_member_in_short_and_nothing_of_a_page_around_it()
    {
        var member = await forum.MemberAsync();
        Assert.True((await forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("", "", "", null, null) { DisplayName = "The <Baker>" })).IsDone);
        await forum.ThreadAsync(member);
        await FollowAsync(forum.Cleo, member);
        using var guest = forum.Guest();

        var card = await guest.GetAsync($"/u/{member.Name.ToUpperInvariant()}/card");

        Assert.Equal((200, "max-age=60, private"), (card.Status, card.Header("Cache-Control")));
        Assert.StartsWith("text/html", card.Header("Content-Type"), StringComparison.Ordinal);
        Assert.DoesNotContain("<html", card.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/u/{member.Name}\">{member.Name}</a>", card.Body, StringComparison.Ordinal);
        Assert.Contains("The &lt;Baker&gt;", card.Body, StringComparison.Ordinal);
        Assert.Contains("1 thread · 1 post · 1 follower<", card.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await guest.GetAsync("/u/Nobody.there/card")).Status);
    }

    [Fact]
    public async Task A_card_keeps_to_itself_when_somebody_was_here_who_hides_it()
    {
        var member = await forum.MemberAsync();
        var phone = await forum.VisitorAsync(member);
        await phone.GetAsync("/");
        await forum.Get<Core.Accounts.Sessions.SessionUse>().WriteBatchAsync(TestContext.Current.CancellationToken);
        using var guest = forum.Guest();
        Assert.Contains("last seen", (await guest.GetAsync($"/u/{member.Name}/card")).Body, StringComparison.Ordinal);

        await phone.SubmitAsync("/settings/privacy", "privacy");

        Assert.DoesNotContain("last seen", (await guest.GetAsync($"/u/{member.Name}/card")).Body, StringComparison.Ordinal);
        Assert.Contains("last seen", (await (await forum.VisitorAsync(forum.Ada)).GetAsync($"/u/{member.Name}/card")).Body, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(Viewer viewer, Viewer member, string tab = "") => (await (await forum.VisitorAsync(viewer)).GetAsync($"/u/{member.Name}{tab}")).Body;

    // Threads, posts, reactions received, followers.
    private static IEnumerable<string> Numbers(string page) => Regex.Matches(page, "<dd>([0-9,]+)</dd>").Select(match => match.Groups[1].Value);

    private async Task FollowAsync(Viewer reader, Viewer writer) => Assert.True((await forum.Get<FollowMember>().FollowAsync(reader, writer.MemberId!.Value)).IsDone);

    private async Task<int> ThreadCountAsync(Viewer member) => (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name))!.ThreadCount;

    private static async Task<IEnumerable<string>> ButtonsAsync(Visitor visitor, Viewer member)
    {
        var page = (await visitor.GetAsync($"/u/{member.Name}")).Body;
        var acts = page.Split("<div class=\"profile-acts\">");
        return acts.Length == 1 ? [] : Regex.Matches(acts[1].Split("class=\"profile-name\"")[0], "<button[^>]*>([^<]*)</button>").Select(match => match.Groups[1].Value);
    }
}
