using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Live;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Live;

public class ChangeCountersTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Changes_from_many_threads_are_all_counted()
    {
        var changes = new ChangeCounters();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 500; round++)
            {
                changes.Changed(LiveChannel.Home);
                changes.SiteChanged();
            }
        })));

        Assert.Equal((4000, 4000, 0), (changes.Of(LiveChannel.Home), changes.Site, changes.Of(LiveChannel.Thread(1))));
    }

    [Fact]
    public async Task An_act_is_counted_where_it_shows_before_it_answers_and_a_refused_one_nowhere()
    {
        var changes = forum.Get<ChangeCounters>();
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        var other = await forum.ThreadAsync();
        (long, long, long, long, long) Counts() => (
            changes.Of(LiveChannel.Thread(thread.ThreadId)), changes.Of(LiveChannel.Board(board.Id)), changes.Of(LiveChannel.Home),
            changes.Of(LiveChannel.Thread(other.ThreadId)), changes.Site);

        var (inThread, inBoard, atHome, elsewhere, site) = Counts();
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "Counted");
        Assert.Equal((inThread + 1, inBoard + 1, atHome + 1, elsewhere, site), Counts());

        await forum.ReplyAsync(forum.Lars, thread.ThreadId, "Refused");
        Assert.Equal((inThread + 1, inBoard + 1, atHome + 1, elsewhere, site), Counts());

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Pin);
        Assert.Equal((inThread + 2, inBoard + 2, atHome + 2, elsewhere, site), Counts());
    }

    [Fact]
    public async Task A_changed_standing_shows_on_every_page_at_once()
    {
        var changes = forum.Get<ChangeCounters>();
        var member = await forum.MemberAsync();
        var before = changes.Site;

        await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, member.MemberId!.Value, Role.Moderator, TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, changes.Site);
        Assert.True((await forum.Cast.NowAsync(member)).IsModerator);
    }
}
