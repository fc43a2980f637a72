using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Tests.Support;


namespace Forum.Tests.Framework;

public class BoundMarkersTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/admin/members")]
    public async Task An_island_of_one_viewers_page_is_not_opened_by_anothers_circuit(string path)
    {
        var ada = await forum.VisitorAsync(forum.Ada);
        var page = (await ada.GetAsync(path)).Body;

        Assert.Equal("live", await OpenAsync(ada, page));
        Assert.NotEqual("live", await OpenAsync(await forum.VisitorAsync(forum.Bob), page));
        using var guest = forum.Guest();
        Assert.NotEqual("live", await OpenAsync(guest, page));
    }

    [Fact]
    public async Task Guests_share_the_islands_of_the_pages_that_they_share()
    {
        using var first = forum.Guest();
        using var second = forum.Guest();
        first.Cookies.SetCookies(forum.Forum.Address, "forum-chat=open");
        var page = (await first.GetAsync("/")).Body;

        Assert.Equal("live", await OpenAsync(second, page));
        Assert.NotEqual("live", await OpenAsync(await forum.VisitorAsync(forum.Bob), page));
    }

    [Fact]
    public async Task Somebody_demoted_reads_nothing_with_a_page_of_the_administration_from_before()
    {
        var member = await forum.MemberAsync();
        await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, member.MemberId!.Value, Role.Administrator, TestContext.Current.CancellationToken);
        var visitor = await forum.VisitorAsync(member);
        var page = (await visitor.GetAsync("/admin/members")).Body;
        await forum.Get<ChangeMemberStatus>().SetRoleAsync(forum.Ada, member.MemberId!.Value, Role.Member, TestContext.Current.CancellationToken);

        using var circuit = await TestCircuit.ConnectAsync(forum.Forum.Address, visitor.Cookies);
        Assert.Equal("live", await circuit.OpenAsync(forum.Forum.Address, page));

        // Someone who is still an administrator asks later and gets the names: by now, the others would have them too.
        var ada = await forum.VisitorAsync(forum.Ada);
        using var other = await TestCircuit.ConnectAsync(forum.Forum.Address, ada.Cookies);
        Assert.Equal("live", await other.OpenAsync(forum.Forum.Address, (await ada.GetAsync("/admin/members")).Body));
        await Eventually.HoldsAsync(() => other.Drawn.Contains("Cleo", StringComparison.Ordinal), () => "An administrator sees nothing either.");
        Assert.DoesNotContain("Cleo", circuit.Drawn, StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync(Visitor visitor, string page)
    {
        using var circuit = await TestCircuit.ConnectAsync(forum.Forum.Address, visitor.Cookies);
        return await circuit.OpenAsync(forum.Forum.Address, page);
    }
}
