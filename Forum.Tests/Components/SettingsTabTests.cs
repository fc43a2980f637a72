using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Forum.Tests.Components;

/// <summary>A member's settings come in groups that the pages themselves name.</summary>
public class SettingsTabTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public void Every_page_is_in_a_group_and_every_group_has_pages()
    {
        Assert.Equal(Enum.GetValues<SettingsTabGroup>(), SettingsTab.Groups.Select(static group => group.Key));
        Assert.Equal(SettingsTab.All.Count, SettingsTab.Groups.Sum(static group => group.Count()));
        Assert.Equal(SettingsTab.All.Count, SettingsTab.All.Select(static tab => tab.Title).Distinct().Count());
    }

    [Fact]
    public void Every_page_with_the_frame_of_the_settings_is_among_them()
    {
        var framed = typeof(SettingsTab).Assembly.GetTypes().Where(static type => type.IsAssignableTo(typeof(SettingsPage)) && !type.IsAbstract)
            .Select(static type => type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>().Single().Template).ToHashSet();
        Assert.Empty(framed.Except(SettingsTab.All.Select(static tab => tab.Address)).Except(["/settings", "/notifications"]));
    }

    [Fact]
    public async Task The_start_lists_all_pages_and_each_page_leads_back()
    {
        var bob = await forum.VisitorAsync(forum.Bob);
        var start = (await bob.GetAsync("/settings")).Body.Split("settings-groups")[1];
        foreach (var tab in SettingsTab.All)
        {
            Assert.Contains($"href=\"{tab.Address}\"", start, StringComparison.Ordinal);
            var page = (await bob.GetAsync(tab.Address)).Body;
            Assert.Contains("class=\"settings-back\"><a href=\"/settings\"", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"{tab.Address}\" aria-current=\"page\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_saved_is_said_in_a_region_that_was_there_before()
    {
        var member = await forum.VisitorAsync(await forum.MemberAsync());
        Assert.Matches("class=\"settings-said\" role=\"status\">\\s*</div>", (await member.GetAsync("/settings/mail")).Body);

        var answer = await member.SubmitAsync("/settings/mail", "mail");

        Assert.Matches("class=\"settings-said\" role=\"status\">\\s*<p class=\"notice notice-done\">Settings saved.</p>", (await member.GetAsync(answer.Location!)).Body);
    }
}
