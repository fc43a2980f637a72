using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Members;

/// <summary>A guest's profile page comes from the cache until something on it changes.</summary>
public class CachedProfileTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task It_is_kept_and_the_next_guest_sees_each_change()
    {
        var (member, reader) = (await forum.MemberAsync(), await forum.MemberAsync());
        await SeenAsync(member, "<dd>0</dd>");

        var thread = await forum.ThreadAsync(member);
        await SeenAsync(member, "Started this thread");
        var reply = await forum.ReplyAsync(member, thread.ThreadId, "Said once");
        await SeenAsync(member, "Said once");
        await forum.EditAsync(member, reply.Value, "Said twice");
        await SeenAsync(member, "Said twice", gone: "Said once");
        await forum.RemoveAsync(forum.Mona, reply.Value.Id);
        await SeenAsync(member, "<dd>1</dd>", gone: "Said twice");
        await forum.Get<FollowMember>().FollowAsync(reader, member.MemberId!.Value);
        await SeenAsync(member, $"/u/{reader.Name}", tab: "/about");
        await forum.Get<BlockMember>().BlockAsync(member, reader.MemberId!.Value);
        await SeenAsync(member, "<dd>0</dd>", gone: $"/u/{reader.Name}", tab: "/about");
        await forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("Bakes bread", "", "", null, null));
        await SeenAsync(member, "Bakes bread", tab: "/about");
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);
        await SeenAsync(member, "No threads yet", gone: thread.Slug, tab: "/threads");
    }

    [Fact]
    public async Task Another_members_reply_in_a_removed_thread_goes_from_their_profile()
    {
        var (starter, member) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(starter);
        await forum.ReplyAsync(member, thread.ThreadId, "In a thread that goes");
        await SeenAsync(member, "In a thread that goes");

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);

        await SeenAsync(member, "No posts yet", gone: "In a thread that goes");
        await SeenAsync(member, "No replies yet", tab: "/replies");
    }

    [Fact]
    public async Task Who_hides_when_they_were_here_is_hidden_at_once()
    {
        var member = await forum.MemberAsync();
        await (await forum.VisitorAsync(member)).GetAsync("/");
        await forum.Get<Core.Accounts.Sessions.SessionUse>().WriteBatchAsync(TestContext.Current.CancellationToken);
        await SeenAsync(member, "last seen");

        await forum.Get<ChangePrivacy>().RunAsync(member, hidesLastSeen: true, MessageSenders.Everybody);

        await SeenAsync(member, "Member since", gone: "last seen");
    }

    [Fact]
    public async Task What_a_member_sees_is_not_what_guests_are_given()
    {
        var board = await forum.BoardAsync(Role.Member);
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(member, board.Id);
        var cleo = await forum.VisitorAsync(forum.Cleo);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Contains(thread.Slug, (await cleo.GetAsync($"/u/{member.Name}/threads")).Body, StringComparison.Ordinal);
            await SeenAsync(member, "No threads yet", gone: thread.Slug, tab: "/threads");
            using var guest = forum.Guest();
            var page = await guest.GetAsync($"/u/{member.Name}");
            Assert.DoesNotContain("Cleo", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("__RequestVerificationToken", page.Body, StringComparison.Ordinal);
        }
    }

    // The second guest gets what was rendered for the first.
    private async Task SeenAsync(Viewer member, string text, string? gone = null, string tab = "")
    {
        using var guest = forum.Guest();
        var first = await guest.GetAsync($"/u/{member.Name}{tab}");
        var second = await guest.GetAsync($"/u/{member.Name}{tab}");
        Assert.Contains(text, first.Body, StringComparison.Ordinal);
        if (gone is not null)
            Assert.DoesNotContain(gone, first.Body, StringComparison.Ordinal);
        Assert.Equal(first.Body, second.Body);
        Assert.NotEqual("", second.Header("Age"));
    }
}
