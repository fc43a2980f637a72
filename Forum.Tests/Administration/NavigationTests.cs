using AngleSharp.Html.Parser;
using Forum.Tests.Support;
using Forum.Web.Administration;

namespace Forum.Tests.Administration;

/// <summary>The side navigation knows all pages, and its search all settings on them.</summary>
public class NavigationTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public void Pages_are_in_groups_each_with_an_icon_and_an_address_of_its_own()
    {
        var pages = NavigationGroup.All.SelectMany(static group => group.Pages).ToList();

        Assert.Equal(["Forum", "People", "System"], NavigationGroup.All.Select(static group => group.Title));
        Assert.Equal("/admin", pages[0].Address);
        Assert.Distinct(pages.Select(static page => page.Address));
        Assert.All(pages, static page => Assert.Contains("<path", page.Icon, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_can_be_searched_for_by_its_name_on_the_page()
    {
        var ada = await forum.VisitorAsync(forum.Ada);
        var found = 0;
        foreach (var page in NavigationGroup.All.SelectMany(static group => group.Pages))
        {
            var html = new HtmlParser().ParseDocument((await ada.GetAsync(page.Address)).Body);
            var labels = html.QuerySelectorAll(".admin-setting label").Select(static label => new NavigationSetting(label.TextContent.Trim(), label.GetAttribute("for")!)).ToList();
            found += labels.Count;

            Assert.Equal(labels, page.Settings);
            Assert.All(labels, label => Assert.NotNull(html.GetElementById(label.Field)));
            foreach (var setting in page.Settings)
                Assert.Equal(setting.Name, html.QuerySelector($"#admin-side a[href='{page.Address}#{setting.Field}']")?.TextContent);
        }

        Assert.True(found > 8, $"Only {found} settings were found.");
    }
}
