using Forum.Tests.Support;

namespace Forum.Tests.Framework;

public class PagesWithoutStateTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_members_page_has_islands_and_next_to_no_state_for_them()
    {
        var bob = await forum.VisitorAsync(forum.Bob);

        var page = (await bob.GetAsync("/")).Body;

        Assert.Contains("<!--Blazor:{\"type\":\"server\"", page, StringComparison.Ordinal);
        var state = page.Split("<!--Blazor-Server-Component-State:")[1].Split("-->")[0];
        Assert.True(state.Length < 300, $"The page's state has {state.Length} characters.");
    }
}
