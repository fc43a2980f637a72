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

        var pages = forum.Get<SitePages>();
        Assert.True((await forum.Get<ChangeSitePage>().RunAsync(forum.Ada, new SitePageForm(SitePageKind.Rules, "Be kind.", 0))).IsDone);
        Assert.Equal("<p>Be kind.</p>", (await pages.PreviewAsync(SitePageKind.Rules, "Be kind.")).Trim());
        Assert.NotNull(await pages.FindAsync(SitePageKind.Rules));
        Assert.Equal(1, (await pages.StoredAsync()).Single(static page => page.Kind == SitePageKind.Rules).Version);
    }
}
