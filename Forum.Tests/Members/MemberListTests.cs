using Forum.Core.Access;
using Forum.Core.Members;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Members;

public class MemberListTests
{
    [Fact]
    public async Task Administrators_page_and_search_the_members_and_nobody_else_learns_an_address()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var roll = forum.Services.GetRequiredService<MemberList>();

        foreach (var viewer in new[] { Viewer.Guest, cast.Bob, cast.Mona, cast.Lars })
            Assert.Equal(([], 0), await roll.PageAsync(viewer, new(), 0, 100));

        var (page, total) = await roll.PageAsync(cast.Ada, new(), 1, 2);
        Assert.Equal(5, total);
        Assert.Equal(["Cleo", "Bob"], page.Select(member => member.Name));
        Assert.True((await FindAsync("lars")).IsLocked);
        Assert.Equal("Mona", (await FindAsync(" mona@EXAMPLE ")).Name);

        // It's plain text, not a pattern, and as long as anyone may paste.
        foreach (var nobody in new[] { "%", "_", "b%b", "' OR 1=1 --", new string('x', 100_000) })
            Assert.Equal(0, (await roll.PageAsync(cast.Ada, new(nobody), 0, 100)).Total);

        Assert.Equal(["Ada", "Bob", "Cleo", "Lars", "Mona"], await NamesAsync(new(Order: MemberSort.Name, IsDescending: false)));
        Assert.Equal(["Mona", "Lars", "Cleo", "Bob", "Ada"], await NamesAsync(new(Order: MemberSort.Name)));
        Assert.Equal("Ada", (await NamesAsync(new(IsDescending: false)))[0]);
        Assert.Equal(["Lars", "Cleo", "Bob"], await NamesAsync(new(Role: Role.Member)));
        Assert.Equal(["Bob"], await NamesAsync(new("bob", Role.Member)));
        Assert.Equal(1, (await roll.PageAsync(cast.Ada, new(Role: Role.Moderator), 0, 100)).Total);

        async Task<IReadOnlyList<string>> NamesAsync(MemberSearch asked) => [.. (await roll.PageAsync(cast.Ada, asked, 0, 100)).Page.Select(member => member.Name)];
        async Task<MemberListItem> FindAsync(string search) => Assert.Single((await roll.PageAsync(cast.Ada, new(search), 0, 100)).Page);
    }
}
