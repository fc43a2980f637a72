using Forum.Core.Site;
using Forum.Tests.Data;
using Forum.Tests.Support;

namespace Forum.Tests.Site;

/// <summary>What is done once in the busy forum with the site itself.</summary>
internal sealed class BusySite(CastForum forum) : IBusyRoom
{
    public async Task RunAsync(Place place)
    {
        var steps = forum.Get<FirstSteps>();
        Assert.True((await steps.ShowAsync(forum.Ada, isShown: false)).IsDone);
        Assert.False(await steps.AreShownAsync());
        Assert.True((await steps.ShowAsync(forum.Ada, isShown: true)).IsDone);
        Assert.True(await steps.AreShownAsync());
    }
}
