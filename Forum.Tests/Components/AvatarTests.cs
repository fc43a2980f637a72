using Bunit;
using Forum.Tests.Support;
using Forum.Web.Components;

namespace Forum.Tests.Components;

public class AvatarTests : DrawnTest
{
    // Fixed values: if shades changed with a restart, people would look different.
    [Theory]
    [InlineData("Ada", "A", 9)]
    [InlineData("Bob", "B", 4)]
    [InlineData("élan", "É", 1)]
    [InlineData("日本", "日", 8)]
    [InlineData("𠀀x", "𠀀", 7)]
    [InlineData(null, "?", 5)]
    public void A_name_has_the_same_initial_and_shade_always_and_everywhere(string? name, string initial, int shade)
    {
        var avatar = Render<Avatar>(parts => parts.Add(p => p.Name, name)).Find("span");

        Assert.Equal(initial, avatar.TextContent);
        Assert.Contains($"avatar-{shade}", avatar.ClassList);
        Assert.Equal("true", avatar.GetAttribute("aria-hidden"));
    }
}
