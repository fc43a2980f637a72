using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Threads;
using Forum.Tests.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Members;

/// <summary>What members do once in the busy forum with each other, with boards and with their own pages.</summary>
internal sealed class BusyMembers(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        var (reader, writer) = (await forum.MemberAsync(), await forum.MemberAsync());
        await FollowAsync(reader, writer);
        await BlockAsync(reader, writer);
        await ChooseAsync(reader);
        await ReactAsync(reader, writer);
    }

    private async Task ReactAsync(Viewer reader, Viewer writer)
    {
        var thread = await forum.ThreadAsync(writer);
        var post = (await forum.PostsAsync(thread.ThreadId))[0];
        Assert.True((await forum.Get<ReactToPost>().RunAsync(reader, post.Id, ReactionKind.Like)).IsDone);
        Assert.True((await forum.Get<ReactToPost>().RunAsync(reader, post.Id, ReactionKind.Love)).IsDone);
        Assert.NotEmpty((await forum.Get<PostReactions>().FindAsync(reader, post.Id)).Names);
        Assert.NotEmpty(await forum.Get<OwnReactions>().FindAsync(reader, post.ThreadId, [post.Id]));
    }

    private async Task FollowAsync(Viewer reader, Viewer writer)
    {
        var (follow, people) = (forum.Get<FollowMember>(), forum.Get<RelationQueries>());
        await using (var db = await forum.Cast.OpenAsync())
            await db.Users.Where(member => member.Id == reader.MemberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailConfirmed, true));
        Assert.True((await follow.FollowAsync(reader, writer.MemberId!.Value)).IsDone);
        var thread = await forum.ThreadAsync(writer);
        await using (var db = await forum.Cast.OpenAsync())
            Assert.Equal(1, await db.OutboxMails.CountAsync(mail => mail.Kind == NotificationMails.FollowedStartedThread.Kind && mail.MemberId == reader.MemberId));
        Assert.Equal(new Relation(true, false), await people.WithAsync(reader, writer.MemberId.Value));
        Assert.NotEmpty(await people.FollowedAsync(reader));
        Assert.NotEmpty(await people.FollowersAsync(writer.MemberId.Value, 5));
        Assert.NotEmpty(await forum.Get<PostQueries>().NewestOfFollowedAsync(reader, 5));
        Assert.Equal(thread.ThreadId, (await forum.Get<ThreadLists>().StartedByAsync(reader, writer.MemberId.Value, 1)).Rows.Single().Id);
        Assert.Null(await people.RefusalToMessageAsync(reader, writer.MemberId.Value));
        Assert.True((await follow.UnfollowAsync(reader, writer.MemberId.Value)).IsDone);
        Assert.True((await follow.FollowAsync(reader, writer.MemberId.Value)).IsDone);
    }

    private async Task BlockAsync(Viewer reader, Viewer writer)
    {
        var block = forum.Get<BlockMember>();
        Assert.True((await block.BlockAsync(reader, writer.MemberId!.Value)).IsDone);
        Assert.NotEmpty(await forum.Get<RelationQueries>().BlockedAsync(reader));
        Assert.NotEmpty((await forum.Cast.NowAsync(reader)).Blocked);
        Assert.True((await block.UnblockAsync(reader, writer.MemberId.Value)).IsDone);
    }

    private async Task ChooseAsync(Viewer member)
    {
        var boardId = await forum.Cast.BoardIdAsync("general");
        Assert.True((await forum.Get<IgnoreBoard>().RunAsync(member, boardId, isIgnored: true)).IsDone);
        Assert.True((await forum.Get<ChangePreferences>().RunAsync(member, new PreferencesForm(Theme.Dark, 2, false, false, "Europe/Vienna", "de-AT"))).IsDone);
        Assert.True((await forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("", "", "", null, null) { DisplayName = "The Reader", Signature = "For @Cleo" })).IsDone);
        await using (var db = await forum.Cast.OpenAsync())
            await db.MemberAbouts.Where(about => about.MemberId == member.MemberId).ExecuteUpdateAsync(set => set.SetProperty(about => about.RendererVersion, 0));
        Assert.Equal(1, await forum.Get<RenderAboutsAgain>().RunBatchAsync());
        Assert.Equal([boardId], (await forum.Cast.NowAsync(member)).IgnoredBoards);
    }
}
