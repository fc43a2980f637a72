using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;


namespace Forum.Tests.Members;

public class BlockTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Blocking_ends_following_both_ways_and_unblocking_does_not_bring_it_back()
    {
        var (one, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        await FollowAsync(one, other);
        await FollowAsync(other, one);
        await FollowAsync(forum.Cleo, other);
        Assert.Equal((1, 2), (await FollowersAsync(one), await FollowersAsync(other)));

        Assert.True((await BlockAsync(one, other.MemberId)).IsDone);

        Assert.Equal((0, 1), (await FollowersAsync(one), await FollowersAsync(other)));
        await forum.CountersAreRightAsync();
        Assert.True((await UnblockAsync(one, other)).IsDone);
        Assert.Equal((0, 1), (await FollowersAsync(one), await FollowersAsync(other)));
    }

    [Fact]
    public async Task Blocking_and_unblocking_twice_change_nothing_more_and_count_at_once()
    {
        var (one, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        for (var time = 0; time < 2; time++)
        {
            Assert.True((await BlockAsync(one, other.MemberId)).IsDone);
            Assert.Equal([other.MemberId!.Value], (await forum.Cast.NowAsync(one)).Blocked);
        }

        Assert.Empty((await forum.Cast.NowAsync(other)).Blocked);
        for (var time = 0; time < 2; time++)
        {
            Assert.True((await UnblockAsync(one, other)).IsDone);
            Assert.Empty((await forum.Cast.NowAsync(one)).Blocked);
        }
    }

    [Fact]
    public async Task Whoever_comes_to_belong_to_the_staff_is_blocked_no_more()
    {
        var (one, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await BlockAsync(one, other.MemberId)).IsDone);

        await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, other.MemberId!.Value, Role.Moderator);

        Assert.Empty((await forum.Cast.NowAsync(one)).Blocked);
    }

    [Fact]
    public async Task Neither_oneself_nor_the_staff_nor_nobody_can_be_blocked()
    {
        var member = await forum.MemberAsync();

        Assert.Equal("You can't block yourself.", (await BlockAsync(member, member.MemberId)).Refusal?.Text);
        foreach (var staff in new[] { forum.Mona, forum.Ada })
            Assert.Equal("You can't block moderators or administrators.", (await BlockAsync(member, staff.MemberId)).Refusal?.Text);
        Assert.Equal("You can't block moderators or administrators.", (await BlockAsync(forum.Mona, forum.Ada.MemberId)).Refusal?.Text);
        Assert.Same(Refusal.NotFound, (await BlockAsync(member, int.MaxValue)).Refusal);
        Assert.Empty((await forum.Cast.NowAsync(member)).Blocked);
    }

    [Fact]
    public async Task There_are_only_so_many_whom_one_can_block()
    {
        var (member, one) = (await forum.MemberAsync(), await forum.MemberAsync());
        var prefix = forum.Fresh("Crowd");
        var crowd = Enumerable.Range(0, BlockMember.Most).Select(number => new ImportedMember($"{prefix}x{number}", $"{prefix}x{number}@example.org", DateTimeOffset.UnixEpoch)).ToList();
        var many = (await forum.Get<ImportMembers>().RunAsync(crowd, null, TestContext.Current.CancellationToken)).Value.Select(added => added.Member).ToList();
        await using (var db = await forum.Cast.OpenAsync())
        {
            db.MemberBlocks.AddRange(many.Select(blocked => new MemberBlock { MemberId = member.MemberId!.Value, BlockedId = blocked.MemberId!.Value }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("You can block at most {0} members.", (await BlockAsync(member, one.MemberId)).Refusal?.Text, StringComparison.Ordinal);
        Assert.True((await BlockAsync(member, many[0].MemberId)).IsDone);
        Assert.True((await UnblockAsync(member, many[0])).IsDone);
        Assert.True((await BlockAsync(member, one.MemberId)).IsDone);
    }

    [Fact]
    public async Task A_mention_of_somebody_who_has_blocked_the_author_stays_text_wherever_it_is_written()
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var (mention, link) = ($"For @{reader.Name}.", $"href=\"/u/{reader.Name}\"");
        var thread = await forum.ThreadAsync(author, text: mention);
        var before = (await forum.PostsAsync(thread.ThreadId)).Single();
        Assert.Contains(link, before.Html, StringComparison.Ordinal);
        var without = (await forum.ReplyAsync(author, thread.ThreadId, "Hello.")).Value;

        Assert.True((await BlockAsync(reader, author.MemberId)).IsDone);

        string[] written =
        [
            (await forum.PostsAsync((await forum.ThreadAsync(author, text: mention)).ThreadId)).Single().Html,
            (await forum.ReplyAsync(author, thread.ThreadId, mention)).Value.Html,
            (await forum.EditAsync(author, without, mention)).Value.Html,
            (await SayAsync(author, mention)).Html,
        ];
        Assert.All(written, html => Assert.DoesNotContain(link, html, StringComparison.Ordinal));
        Assert.All(written, html => Assert.Contains($"@{reader.Name}", html, StringComparison.Ordinal));
        Assert.Contains(link, (await forum.EditAsync(author, before, mention + " What led there before goes on to.")).Value.Html, StringComparison.Ordinal);
        Assert.Contains(link, (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, mention)).Value.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/u/{author.Name}\"", (await forum.ReplyAsync(reader, thread.ThreadId, $"@{author.Name}")).Value.Html, StringComparison.Ordinal);

        Assert.True((await UnblockAsync(reader, author)).IsDone);
        Assert.Contains(link, (await forum.ReplyAsync(author, thread.ThreadId, mention)).Value.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_a_member_has_blocked_is_listed_in_their_settings_and_blocked_no_more_from_there()
    {
        var (member, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        var visitor = await forum.VisitorAsync(member);
        Assert.Contains("blocked anyone.", (await visitor.GetAsync("/settings/privacy")).Body, StringComparison.Ordinal);
        await visitor.SubmitAsync($"/u/{other.Name}", "block");
        Assert.Contains($"Unblock {other.Name}", (await visitor.GetAsync("/settings/privacy")).Body, StringComparison.Ordinal);

        var answer = await visitor.SubmitAsync("/settings/privacy", $"unblock-{other.MemberId}");

        Assert.Equal("/settings/privacy?done=unblock", answer.Location);
        Assert.Contains("blocked anyone.", (await visitor.GetAsync("/settings/privacy")).Body, StringComparison.Ordinal);
        Assert.Empty((await forum.Cast.NowAsync(member)).Blocked);
    }

    private Task<Outcome<Done>> BlockAsync(Viewer viewer, int? memberId) => forum.Get<BlockMember>().BlockAsync(viewer, memberId!.Value);

    private Task<Outcome<Done>> UnblockAsync(Viewer viewer, Viewer member) => forum.Get<BlockMember>().UnblockAsync(viewer, member.MemberId!.Value);

    private async Task FollowAsync(Viewer reader, Viewer writer) => Assert.True((await forum.Get<FollowMember>().FollowAsync(reader, writer.MemberId!.Value)).IsDone);

    private async Task<int> FollowersAsync(Viewer member) => (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name))!.FollowerCount;

    private Task<ChatMessageView> SayAsync(Viewer author, string text) => forum.Cast.SayAsync(author, text);
}
