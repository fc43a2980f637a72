using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;


namespace Forum.Tests.Members;

/// <summary>Who can send private messages to whom.</summary>
public class MessageSendersTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string Closed = "This member doesn't accept messages from you.";

    [Theory]
    [InlineData(MessageSenders.Everybody, true, true, false, true)]
    [InlineData(MessageSenders.Followed, false, true, false, true)]
    [InlineData(MessageSenders.Nobody, false, false, false, true)]
    public async Task It_is_the_members_choice_but_whoever_is_blocked_never_writes_and_the_staff_always(
        MessageSenders choice, bool stranger, bool followed, bool blocked, bool staff)
    {
        var member = await forum.MemberAsync();
        var (liked, disliked) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await forum.Get<ChangePrivacy>().RunAsync(member, hidesLastSeen: false, choice)).IsDone);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(member, liked.MemberId!.Value)).IsDone);
        Assert.True((await forum.Get<BlockMember>().BlockAsync(member, disliked.MemberId!.Value)).IsDone);

        bool[] open = [await IsOpenAsync(await forum.MemberAsync(), member), await IsOpenAsync(liked, member), await IsOpenAsync(disliked, member), await IsOpenAsync(forum.Mona, member)];

        Assert.Equal([stranger, followed, blocked, staff], open);
        Assert.True(await IsOpenAsync(forum.Ada, member));
    }

    [Fact]
    public async Task Being_followed_is_not_enough_it_is_the_receiver_who_has_to_follow()
    {
        var (receiver, fan) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await forum.Get<ChangePrivacy>().RunAsync(receiver, hidesLastSeen: false, MessageSenders.Followed)).IsDone);
        Assert.True((await forum.Get<FollowMember>().FollowAsync(fan, receiver.MemberId!.Value)).IsDone);

        Assert.False(await IsOpenAsync(fan, receiver));
    }

    [Fact]
    public async Task A_moderator_who_was_blocked_before_becoming_one_may_write()
    {
        var (receiver, sender) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await forum.Get<BlockMember>().BlockAsync(receiver, sender.MemberId!.Value)).IsDone);
        await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, sender.MemberId.Value, Role.Moderator);

        Assert.True(await IsOpenAsync(await forum.Cast.NowAsync(sender), receiver));
    }

    [Fact]
    public async Task Guests_and_those_whose_account_is_held_write_to_nobody_and_nobody_to_themselves()
    {
        var member = await forum.MemberAsync();

        Assert.Same(Refusal.SignInFirst, await RefusalAsync(Viewer.Guest, member.MemberId!.Value));
        Assert.Same(Refusal.LockedOut, await RefusalAsync(forum.Lars, member.MemberId.Value));
        Assert.Same(Refusal.NotFound, await RefusalAsync(member, member.MemberId.Value));
        Assert.Same(Refusal.NotFound, await RefusalAsync(member, int.MaxValue));
        Assert.Same(Refusal.NotFound, await RefusalAsync(forum.Ada, int.MaxValue));
    }

    [Fact]
    public async Task The_settings_do_not_ask_before_there_are_messages_and_keep_what_was_chosen()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var cancellation = TestContext.Current.CancellationToken;
        Assert.True((await forum.Get<ChangePrivacy>().RunAsync(member, hidesLastSeen: true, MessageSenders.Nobody, cancellation)).IsDone);
        Assert.Equal("MessagesFrom", (await forum.Get<ChangePrivacy>().RunAsync(member, false, (MessageSenders)3, cancellation)).Refusal?.Field);

        Assert.DoesNotContain("message", (await visitor.GetAsync("/settings/privacy")).Body.Split("settings-page")[1].Split("</main>")[0].Replace("chat messages", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(302, (await visitor.SubmitAsync("/settings/privacy", "privacy", ("Model.ShowsLastSeen", "true"), ("Model.MessagesFrom", "0"))).Status);

        var account = (await forum.Get<MyAccount>().FindAsync(member, cancellation))!;
        Assert.Equal((MessageSenders.Nobody, false), (account.MessagesFrom, account.HidesLastSeen));
    }

    private Task<Refusal?> RefusalAsync(Viewer sender, int memberId) => forum.Get<RelationQueries>().RefusalToMessageAsync(sender, memberId);

    private async Task<bool> IsOpenAsync(Viewer sender, Viewer receiver)
    {
        var refusal = await RefusalAsync(sender, receiver.MemberId!.Value);
        Assert.True(refusal is null || refusal.Text == Closed, refusal?.Text);
        return refusal is null;
    }
}
