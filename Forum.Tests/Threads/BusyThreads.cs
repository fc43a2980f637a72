using Forum.Core.Threads.History;
using Forum.Tests.Data;
using Forum.Tests.Support;

namespace Forum.Tests.Threads;

/// <summary>What a member viewed in the busy forum.</summary>
internal sealed class BusyThreads(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        var (views, mine, thread) = (forum.Get<ViewHistory>(), forum.Get<MyViewHistory>(), await forum.ThreadAsync());
        views.Saw(forum.Cleo, thread.ThreadId);
        Assert.NotEmpty((await mine.PageAsync(forum.Cleo, "thread", 1)).Threads);
        await views.WriteBatchAsync();
        Assert.NotEmpty((await mine.PageAsync(forum.Cleo, null, 1)).Threads);
        Assert.True((await mine.SwitchAsync(forum.Cleo, isKept: true)).IsDone);
        Assert.NotEmpty((await forum.SeenThreadAsync(forum.Cleo, thread.ThreadId))!.Participants);
        Assert.True((await mine.ClearAsync(forum.Cleo)).IsDone);
    }
}
