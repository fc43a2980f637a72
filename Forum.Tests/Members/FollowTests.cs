using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;


namespace Forum.Tests.Members;

public class FollowTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Whoever_follows_somebody_is_counted_once_and_no_more_when_it_ends()
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await FollowAsync(reader, writer)).IsDone);
        Assert.True((await FollowAsync(reader, writer)).IsDone);
        Assert.True((await FollowAsync(forum.Cleo, writer)).IsDone);
        Assert.Equal(2, await FollowersAsync(writer));
        await forum.CountersAreRightAsync();

        for (var time = 0; time < 2; time++)
            Assert.True((await forum.Get<FollowMember>().UnfollowAsync(reader, writer.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        Assert.Equal(1, await FollowersAsync(writer));
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Following_goes_one_way()
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await FollowAsync(reader, writer)).IsDone);

        Assert.Equal(new Relation(true, false), await forum.Get<RelationQueries>().WithAsync(reader, writer.MemberId!.Value, TestContext.Current.CancellationToken));
        Assert.Equal(new Relation(false, false), await forum.Get<RelationQueries>().WithAsync(writer, reader.MemberId!.Value, TestContext.Current.CancellationToken));
        Assert.Equal(0, await FollowersAsync(reader));
    }

    [Fact]
    public async Task Nobody_follows_themselves_or_somebody_who_is_not_there()
    {
        var member = await forum.MemberAsync();

        Assert.Equal("You can't follow yourself.", (await FollowAsync(member, member)).Refusal?.Text);
        Assert.Same(Refusal.NotFound, (await forum.Get<FollowMember>().FollowAsync(member, int.MaxValue, TestContext.Current.CancellationToken)).Refusal);
        Assert.True((await forum.Get<FollowMember>().UnfollowAsync(member, int.MaxValue, TestContext.Current.CancellationToken)).IsDone);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Nobody_follows_somebody_who_has_blocked_them_or_whom_they_have_blocked()
    {
        var (one, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await forum.Get<BlockMember>().BlockAsync(one, other.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);

        Assert.Equal("You can't follow this member.", (await FollowAsync(other, one)).Refusal?.Text);
        Assert.Equal("You've blocked this member. Unblock them first.", (await FollowAsync(one, other)).Refusal?.Text);
        Assert.Equal((0, 0), (await FollowersAsync(one), await FollowersAsync(other)));

        Assert.True((await forum.Get<BlockMember>().UnblockAsync(one, other.MemberId.Value, TestContext.Current.CancellationToken)).IsDone);
        Assert.True((await FollowAsync(other, one)).IsDone);
    }

    [Fact]
    public async Task There_are_only_so_many_whom_one_can_follow()
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        var many = await CrowdAsync(FollowMember.Most);
        await using (var db = await forum.Cast.OpenAsync())
        {
            db.MemberFollows.AddRange(many.Select(id => new MemberFollow { FollowerId = reader.MemberId!.Value, FollowedId = id, Since = DateTimeOffset.UnixEpoch }));
            foreach (var member in db.Users.Where(member => many.Contains(member.Id)))
                member.FollowerCount++;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("You can follow at most {0} members.", (await FollowAsync(reader, writer)).Refusal?.Text, StringComparison.Ordinal);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(reader, many[0], TestContext.Current.CancellationToken)).IsDone);
        Assert.True((await forum.Get<FollowMember>().UnfollowAsync(reader, many[0], TestContext.Current.CancellationToken)).IsDone);
        Assert.True((await FollowAsync(reader, writer)).IsDone);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task What_those_write_whom_somebody_follows_is_on_a_page_of_its_own()
    {
        var (reader, writer, other) = (await forum.MemberAsync(), await forum.MemberAsync(), await forum.MemberAsync());
        var visitor = await forum.VisitorAsync(reader);
        Assert.Contains("following anyone yet", (await visitor.GetAsync("/following")).Body, StringComparison.Ordinal);
        await FollowAsync(reader, writer);
        Assert.Contains("There are no recent posts that you can see.", (await visitor.GetAsync("/following")).Body, StringComparison.Ordinal);

        var thread = await forum.ThreadAsync(other, text: "A stranger begins");
        await forum.ReplyAsync(writer, thread.ThreadId, "Followed words");
        var secret = await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator);
        await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, writer.MemberId!.Value, Role.Moderator, TestContext.Current.CancellationToken);
        await forum.ThreadAsync(await forum.Cast.NowAsync(writer), secret.Id, "Staff talk");

        var page = (await visitor.GetAsync("/following")).Body;
        Assert.Contains("Followed words", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/u/{writer.Name}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A stranger begins", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Staff talk", page, StringComparison.Ordinal);

        var answer = await visitor.SubmitAsync("/following", $"unfollow-{writer.MemberId}");
        Assert.Equal("/following?done=unfollow", answer.Location);
        Assert.Contains("following anyone yet", (await visitor.GetAsync("/following")).Body, StringComparison.Ordinal);
        Assert.Equal(0, await FollowersAsync(writer));
    }

    private Task<Outcome<Done>> FollowAsync(Viewer reader, Viewer writer) => forum.Get<FollowMember>().FollowAsync(reader, writer.MemberId!.Value);

    private async Task<int> FollowersAsync(Viewer member) => (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name))!.FollowerCount;

    private async Task<IReadOnlyList<int>> CrowdAsync(int count)
    {
        var prefix = forum.Fresh("Crowd");
        var members = Enumerable.Range(0, count).Select(number => new ImportedMember($"{prefix}x{number}", $"{prefix}x{number}@example.org", DateTimeOffset.UnixEpoch)).ToList();
        return [.. (await forum.Get<ImportMembers>().RunAsync(members, null)).Value.Select(one => one.Member.MemberId!.Value)];
    }
}
